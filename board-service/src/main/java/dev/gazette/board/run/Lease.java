package dev.gazette.board.run;

import dev.gazette.platform.event.Payload;
import java.time.Duration;
import java.time.Instant;

/// The right to work on a card until it lapses. It belongs to the worker that was answered, not to
/// a token.
///
/// @param epoch the fencing epoch: rises with every run of the card and never repeats
/// @param worker the worker's own name for itself
/// @param actor who claimed
/// @param expireTime when it lapses unless renewed
/// @param duration how long each renewal lasts
public record Lease(
    long epoch, String worker, String actor, Instant expireTime, Duration duration) {

  /// The values, as a card's `lease`.
  public Payload payload() {
    return Payload.empty()
        .and("epoch", epoch)
        .and("worker", worker)
        .and("actor", actor)
        .and("expire_time", expireTime)
        .and("duration", seconds(duration.toMillis()));
  }

  /// A span as JSON tells it: `900s`, `1.5s`.
  private static String seconds(long millis) {
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis / 1_000.0 + "s";
  }
}
