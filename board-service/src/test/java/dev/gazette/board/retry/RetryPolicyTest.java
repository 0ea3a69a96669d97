package dev.gazette.board.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {

  private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random = new Random(7);

  private Verdict after(Retry before, ExitClass exit) {
    return POLICY.after(before, new Failure(exit, "", "", Optional.empty()), NOW, random);
  }

  private static Duration wait(Verdict verdict) {
    return Duration.between(NOW, Objects.requireNonNull(verdict.failing().retryTime()));
  }

  @Test
  void stampede_ofCardsThatFailTogether_spreadsOverTheWholeBound() {
    int cards = 1_000;
    var waits =
        IntStream.range(0, cards)
            .mapToObj(_ -> wait(after(Retry.NONE, ExitClass.CRASHED)))
            .toList();
    assertThat(waits).allMatch(wait -> wait.compareTo(POLICY.base()) <= 0);
    var bySecond = new int[(int) POLICY.base().toSeconds() + 1];
    waits.forEach(wait -> bySecond[(int) wait.toSeconds()]++);
    int fair = cards / (int) POLICY.base().toSeconds();
    assertThat(IntStream.of(bySecond).max().orElseThrow()).isLessThan(3 * fair);
    assertThat(waits.stream().distinct().count()).isGreaterThan(cards * 9L / 10);
  }

  @Test
  void rateLimits_hitTogether_coolDownAtLeastAndDoNotWakeTogether() {
    var waits =
        IntStream.range(0, 100)
            .mapToObj(_ -> wait(after(Retry.NONE, ExitClass.RATE_LIMITED)))
            .toList();
    assertThat(waits)
        .allMatch(wait -> wait.compareTo(POLICY.coolDown()) >= 0)
        .allMatch(wait -> wait.compareTo(POLICY.coolDown().multipliedBy(6).dividedBy(5)) <= 0);
    assertThat(waits.stream().distinct().count()).isGreaterThan(90);
  }

  @Test
  void bound_growsByTheFactorUpToTheCap() {
    assertThat(POLICY.bound(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(POLICY.bound(2)).isEqualTo(Duration.ofMinutes(1));
    assertThat(POLICY.bound(3)).isEqualTo(Duration.ofMinutes(2));
    assertThat(POLICY.bound(1_000_000)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void sixRateLimits_countNoFailure() {
    var retry = Retry.NONE;
    for (int i = 0; i < 6; i++) {
      var verdict = after(retry, ExitClass.RATE_LIMITED);
      assertThat(verdict).isInstanceOf(Verdict.Again.class);
      retry = retry.after(verdict.failing());
    }
    assertThat(Objects.requireNonNull(retry.failing()).failures()).isZero();
  }

  @Test
  void limit_isTheCardsOwn_elseTheServices() {
    for (int most : new int[] {1, 5}) {
      assertThat(failuresUntilDead(Retry.NONE.limitedTo(most), ExitClass.CRASHED)).isEqualTo(most);
    }
    assertThat(failuresUntilDead(Retry.NONE, ExitClass.SPAWN_FAILED)).isEqualTo(3);
    assertThat(failuresUntilDead(Retry.NONE, ExitClass.PROTOCOL_VIOLATION)).isEqualTo(3);
    assertThat(failuresUntilDead(Retry.NONE.limitedTo(5), ExitClass.PROTOCOL_VIOLATION))
        .isEqualTo(5);
    assertThat(failuresUntilDead(Retry.NONE, ExitClass.TERMINAL)).isEqualTo(1);
  }

  private int failuresUntilDead(Retry from, ExitClass exit) {
    var retry = from;
    for (int i = 1; ; i++) {
      var verdict = after(retry, exit);
      if (verdict instanceof Verdict.Dead) {
        return i;
      }
      retry = retry.after(verdict.failing());
    }
  }

  @Test
  void violations_andFailures_areCountedApart() {
    var retry = Retry.NONE;
    for (var exit : new ExitClass[] {ExitClass.CRASHED, ExitClass.PROTOCOL_VIOLATION}) {
      retry = retry.after(after(retry, exit).failing());
      retry = retry.after(after(retry, exit).failing());
    }
    var failing = Objects.requireNonNull(retry.failing());
    assertThat(failing.failures()).isEqualTo(2);
    assertThat(failing.violations()).isEqualTo(2);
  }

  @Test
  void lapse_theFirstInARow_waitsForNothing() {
    var first = after(Retry.NONE, ExitClass.LAPSED);
    assertThat(first.failing().retryTime()).isNull();
    assertThat(after(Retry.NONE.after(first.failing()), ExitClass.LAPSED).failing().retryTime())
        .isNotNull();
  }

  @Test
  void sameRandomness_sameWait() {
    var one = POLICY.after(Retry.NONE, Failure.lapsed("w"), NOW, new Random(3));
    assertThat(one).isEqualTo(POLICY.after(Retry.NONE, Failure.lapsed("w"), NOW, new Random(3)));
  }
}
