package dev.gazette.board.waiting;

import dev.gazette.platform.event.Payload;
import java.time.Instant;

/// When a scheduled card wakes.
///
/// @param wakeTime the time; one that is over wakes it at once
public record Schedule(Instant wakeTime) {

  /// Its values, as the card has them.
  public Payload in(Payload payload) {
    return payload.and("wake_time", wakeTime);
  }
}
