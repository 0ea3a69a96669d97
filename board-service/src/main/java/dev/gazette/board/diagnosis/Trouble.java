package dev.gazette.board.diagnosis;

import dev.gazette.board.card.Card;
import java.time.Instant;

/// Something that goes wrong with a card.
///
/// @param since when it began
/// @param why in words
/// @param command what helps, mostly
public record Trouble(
    Card card, TroubleKind kind, Severity severity, Instant since, String why, String command) {}
