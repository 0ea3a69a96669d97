package dev.gazette.board.share;

import dev.gazette.board.board.BoardId;

/// A board that has something to give, and how soon it is its turn.
///
/// @param from where it stands: what it has had, but no less than the clock, so that a board which
///   had nothing to give has saved nothing up
/// @param due the board with the lowest goes first
public record Turn(BoardId board, BoardShare share, long from, long due) {}
