package dev.gazette.board.card;

import dev.gazette.platform.health.Readiness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Since when the service could be reached without a break. It begins anew when the service is not
/// ready, and when the wall clock and the monotonic one part: after a suspend, which the monotonic
/// clock does not count, or a step of the wall clock. The timer asks at least every 30 s.
@Singleton
final class ReadyTime {

  /// How far the clocks may part between two looks: more than any slewing, less than the shortest
  /// runner's lease.
  static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final BooleanSupplier ready;
  private Instant lastTime;
  private long lastNanos;
  private long readyNanos;

  @Inject
  ReadyTime(InstantSource clock, Readiness readiness) {
    this(clock, System::nanoTime, readiness::ready);
  }

  ReadyTime(InstantSource clock, LongSupplier nanos, BooleanSupplier ready) {
    this.clock = clock;
    this.nanos = nanos;
    this.ready = ready;
    this.lastTime = clock.instant();
    this.lastNanos = nanos.getAsLong();
    this.readyNanos = lastNanos;
  }

  /// How long it lasts by now.
  synchronized Duration lasted() {
    var time = clock.instant();
    long now = nanos.getAsLong();
    var parted = Duration.between(lastTime, time).minusNanos(now - lastNanos).abs();
    if (parted.compareTo(TOLERANCE) > 0 || !ready.getAsBoolean()) {
      readyNanos = now;
    }
    lastTime = time;
    lastNanos = now;
    return Duration.ofNanos(now - readyNanos);
  }

  /// Since when it lasts, by the wall clock.
  Instant since() {
    return clock.instant().minus(lasted());
  }
}
