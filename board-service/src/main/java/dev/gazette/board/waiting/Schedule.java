package dev.gazette.board.waiting;

import dev.gazette.platform.event.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a scheduled card wakes.
///
/// @param wakeTime the time; one that is over wakes it at once
/// @param recurrence what happens then, again and again; null for a card that just wakes
/// @param unreadable the recurrence, where what is stored of it is none; else null
public record Schedule(
    Instant wakeTime, @Nullable Recurrence recurrence, @Nullable Unreadable unreadable) {

  /// A schedule that wakes the card once.
  public Schedule(Instant wakeTime) {
    this(wakeTime, null, null);
  }

  /// A schedule that makes cards.
  public Schedule(Instant wakeTime, @Nullable Recurrence recurrence) {
    this(wakeTime, recurrence, null);
  }

  /// Its values, as the card has them. A recurrence is always told, so that the end of one is too.
  public Payload in(Payload payload) {
    var told = recurrence == null ? Payload.empty() : recurrence.payload();
    return payload.and("wake_time", wakeTime).and("recurrence", told);
  }
}
