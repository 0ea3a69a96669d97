package dev.gazette.board.waiting;

import java.time.Instant;

/// When a card shall wake, as it was asked for: a time, or a recurrence whose first time depends on
/// when the card is written.
@FunctionalInterface
public interface Timing {

  /// The schedule, from now on.
  Schedule from(Instant now);
}
