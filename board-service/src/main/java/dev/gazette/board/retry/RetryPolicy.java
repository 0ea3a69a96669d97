package dev.gazette.board.retry;

import static dev.gazette.board.retry.ExitClass.LAPSED;
import static dev.gazette.board.retry.ExitClass.PROTOCOL_VIOLATION;
import static dev.gazette.board.retry.ExitClass.RATE_LIMITED;
import static dev.gazette.board.retry.ExitClass.TERMINAL;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// When a card whose attempt failed is tried again, and when no more. The wait after a failure lies
/// anywhere between nothing and a bound that grows with each failure in a row ("full jitter", of
/// the AWS Architecture Blog's "Exponential Backoff And Jitter"), so that cards which fail together
/// do not wake together.
///
/// @param maxAttempts how many attempts may fail in a row, where the card does not say
/// @param base the bound of the wait after the first failure
/// @param factor how much the bound grows with each further one
/// @param cap what the bound never exceeds
/// @param coolDown how long a rate limit holds, where the worker does not say
public record RetryPolicy(
    int maxAttempts, Duration base, int factor, Duration cap, Duration coolDown) {

  /// What holds where nobody says otherwise.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofSeconds(30), 2, Duration.ofHours(1), Duration.ofMinutes(5));

  /// How many attempts may break the protocol, where the card does not say.
  static final int MOST_VIOLATIONS = 3;

  /// By which part of itself a cool-down is longer, at the most.
  private static final int COOL_DOWN_SPREAD = 5;

  /// What follows a failure.
  ///
  /// @param before what the card remembered
  public Verdict after(Retry before, Failure failure, Instant now, RandomGenerator random) {
    var exit = failure.exit();
    var earlier = before.failing();
    int failures = (earlier == null ? 0 : earlier.failures()) + (exit.counts() ? 1 : 0);
    int violations =
        (earlier == null ? 0 : earlier.violations()) + (exit == PROTOCOL_VIOLATION ? 1 : 0);
    boolean apart = exit == PROTOCOL_VIOLATION;
    int count = apart ? violations : failures;
    int most = most(before, apart);
    String tally = exit == RATE_LIMITED ? "" : ", %d of %d".formatted(count, most);
    String how = exit.word() + tally + tail(failure.error());
    if (exit == TERMINAL || (exit != RATE_LIMITED && count >= most)) {
      return new Verdict.Dead(
          new Failing(failures, violations, exit, failure.error(), null),
          "No further attempt: " + how);
    }
    var retry = exit == LAPSED && count == 1 ? null : now.plus(wait(failure, count, random));
    return new Verdict.Again(
        new Failing(failures, violations, exit, failure.error(), retry), "Tried again: " + how);
  }

  private int most(Retry retry, boolean violations) {
    if (retry.maxAttempts() > 0) {
      return retry.maxAttempts();
    }
    return violations ? MOST_VIOLATIONS : maxAttempts;
  }

  private static String tail(String error) {
    return error.isEmpty() ? "." : ": " + error;
  }

  private Duration wait(Failure failure, int count, RandomGenerator random) {
    if (failure.exit() != RATE_LIMITED) {
      return upTo(bound(count), random);
    }
    var least = failure.retryAfter().orElse(coolDown);
    return least.plus(upTo(least.dividedBy(COOL_DOWN_SPREAD), random));
  }

  /// What the wait after so many failures lies below.
  Duration bound(int count) {
    var bound = base;
    for (int i = 1; i < count && bound.compareTo(cap) < 0; i++) {
      bound = bound.multipliedBy(factor);
    }
    return bound.compareTo(cap) < 0 ? bound : cap;
  }

  private static Duration upTo(Duration bound, RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
  }
}
