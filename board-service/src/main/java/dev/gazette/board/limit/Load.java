package dev.gazette.board.limit;

import dev.gazette.board.board.BoardId;

/// What a card takes of limits while it runs.
///
/// @param assignee empty for nobody's
/// @param pool empty for none
public record Load(BoardId board, String assignee, String pool) {}
