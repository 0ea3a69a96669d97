package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.PinnedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReadyTimeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final PinnedClock clock = new PinnedClock();
  private long nanos = -5;
  private boolean ready = true;
  private final ReadyTime time = new ReadyTime(clock, () -> nanos, () -> ready);

  private void pass(Duration by) {
    clock.advance(by);
    nanos += by.toNanos();
  }

  @Test
  void lasted_countsWhileReady() {
    assertThat(time.lasted()).isZero();
    pass(Duration.ofHours(3));
    assertThat(time.lasted()).isEqualTo(Duration.ofHours(3));
    assertThat(time.since()).isEqualTo(PinnedClock.START);
  }

  @Test
  void lasted_beginsAnewWhenNotReady() {
    pass(SECOND.multipliedBy(10));
    ready = false;
    assertThat(time.lasted()).isZero();
    pass(SECOND);
    ready = true;
    assertThat(time.lasted()).isEqualTo(SECOND);
  }

  @Test
  void lasted_beginsAnewAfterASuspend() {
    pass(SECOND);
    clock.advance(Duration.ofHours(8)); // The monotonic clock stood still.
    assertThat(time.lasted()).isZero();
    pass(SECOND);
    assertThat(time.lasted()).isEqualTo(SECOND);
  }

  @Test
  void lasted_beginsAnewAfterTheClockWasSetBack() {
    pass(SECOND);
    clock.advance(Duration.ofHours(-1));
    assertThat(time.lasted()).isZero();
  }

  @Test
  void lasted_doesNotMindSlewing() {
    for (int i = 0; i < 100; i++) {
      pass(SECOND.multipliedBy(30));
      clock.advance(Duration.ofMillis(15));
      assertThat(time.lasted()).isEqualTo(SECOND.multipliedBy(30L * (i + 1)));
    }
  }
}
