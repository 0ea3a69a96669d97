package dev.gazette.board.waiting;

import dev.gazette.platform.event.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a scheduled card wakes.
///
/// @param wakeTime the time; one that is over wakes it at once
/// @param recurrence what happens then, again and again; null for a card that just wakes
public record Schedule(Instant wakeTime, @Nullable Recurrence recurrence) {

  /// A schedule that wakes the card once.
  public Schedule(Instant wakeTime) {
    this(wakeTime, null);
  }

  /// Its values, as the card has them. A recurrence is always told, so that the end of one is too.
  public Payload in(Payload payload) {
    var told = recurrence == null ? Payload.empty() : recurrence.payload();
    return payload.and("wake_time", wakeTime).and("recurrence", told);
  }
}
