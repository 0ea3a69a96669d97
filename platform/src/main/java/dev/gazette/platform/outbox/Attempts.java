package dev.gazette.platform.outbox;

import dev.gazette.platform.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How often an intent is tried: eight times within some eleven minutes, each pause four times the
/// one before, less a random part of up to half, so that intents do not come back in step.
final class Attempts {

  /// How many calls are made at the most.
  static final int MOST = 8;

  /// How old an intent may be to be tried once more. One that is older, because the service was
  /// down, is tried once.
  static final Duration OLDEST = Duration.ofHours(24);

  static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private static final int DOUBLINGS = 2;

  private Attempts() {}

  /// When to try again after a failed call; empty to give up.
  static Optional<Instant> next(Intent intent, Refusal why, Instant now, RandomGenerator random) {
    boolean last = intent.attempts() + 1 >= MOST || now.isAfter(intent.createTime().plus(OLDEST));
    return last || verdict(why)
        ? Optional.empty()
        : Optional.of(now.plus(pause(intent.attempts(), random)));
  }

  /// Whether the refusal is of the request itself, rather than trouble that may pass.
  private static boolean verdict(Refusal why) {
    return switch (why.reason().code()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED, INTERNAL, UNKNOWN ->
          false;
      default -> true;
    };
  }

  private static Duration pause(int failed, RandomGenerator random) {
    long whole = FIRST_PAUSE.toMillis() << (DOUBLINGS * failed);
    long millis = Math.min(whole, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis - random.nextLong(millis / 2));
  }
}
