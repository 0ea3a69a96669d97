package dev.gazette.board.waiting;

import dev.gazette.board.board.CardId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A recurrence as it is stored, which cannot be read: its zone is none that this machine knows any
/// more, or its row was edited. It is kept as it is until a person says how the card recurs.
///
/// @param cron the times, as they are stored
/// @param zone the zone, as it is stored
/// @param end no time after this; null for no end
/// @param newest the card that it made last; null before the first
/// @param why what is wrong with it, as part of a sentence
public record Unreadable(
    String cron, String zone, @Nullable Instant end, @Nullable CardId newest, String why) {}
