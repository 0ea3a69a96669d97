package dev.gazette.board.run;

import dev.gazette.board.board.CardId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One attempt on a card.
///
/// @param epoch its number on the card: from 1, rising; for a claimed run, the epoch of its lease
/// @param worker who worked, by its own name
/// @param actor who claimed, or who ended an unclaimed card by hand
/// @param outcome how it ended; null while it runs
/// @param summary what was handed over, or why it stopped
/// @param output the last that a worker whose attempt failed put out; empty for none
/// @param metadata what was handed over for programs: a JSON object; empty for none
/// @param endTime when it ended; null while it runs
/// @param heartbeatTime when its lease was last renewed; null before the first time
public record Run(
    CardId card,
    long epoch,
    String worker,
    String actor,
    @Nullable RunOutcome outcome,
    String summary,
    String output,
    String metadata,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable Instant heartbeatTime) {}
