package dev.gazette.board.retry;

import dev.gazette.board.board.CardState;
import dev.gazette.platform.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a card remembers of failed attempts, and how many may fail. Most cards have neither.
///
/// @param maxAttempts how many may fail in a row; 0 for what the service is set to
/// @param maxRuntime how long one may take, in whole seconds; null for as long as it likes
/// @param deadline when the attempt that runs has taken that long; null for none
/// @param failing how they fail; null when none did since the counts began anew
public record Retry(
    int maxAttempts,
    @Nullable Duration maxRuntime,
    @Nullable Instant deadline,
    @Nullable Failing failing) {

  /// No failures, and no limit of the card's own.
  public static final Retry NONE = new Retry(0, null, null, null);

  /// What is left of it in a state that a card has come to.
  public Retry in(CardState state) {
    var left = state == CardState.RUNNING ? this : stopped();
    if (state.ended()) {
      return left.fresh();
    }
    return state == CardState.SCHEDULED || state == CardState.ARCHIVED ? left : left.waited();
  }

  private Retry stopped() {
    return deadline == null ? this : new Retry(maxAttempts, maxRuntime, null, failing);
  }

  /// An attempt begins.
  public Retry begun(Instant now) {
    return maxRuntime == null
        ? this
        : new Retry(maxAttempts, maxRuntime, now.plus(maxRuntime), failing);
  }

  /// Waits for another reason than a failure, or for none.
  public Retry waited() {
    return failing == null || failing.retryTime() == null
        ? this
        : new Retry(maxAttempts, maxRuntime, deadline, failing.waited());
  }

  /// The counts begin anew.
  public Retry fresh() {
    return failing == null ? this : new Retry(maxAttempts, maxRuntime, deadline, null);
  }

  /// After one more failure.
  public Retry after(Failing next) {
    return new Retry(maxAttempts, maxRuntime, deadline, next);
  }

  /// How often and how long an attempt may be, and nothing of those that were.
  public Retry limits() {
    return NONE.limitedTo(maxAttempts).lasting(maxRuntime);
  }

  /// With a limit of its own; 0 for none.
  public Retry limitedTo(int attempts) {
    return new Retry(attempts, maxRuntime, deadline, failing);
  }

  /// With another longest time, from the next attempt on.
  public Retry lasting(@Nullable Duration longest) {
    return new Retry(maxAttempts, longest, deadline, failing);
  }

  /// The values, as the card has them, where they differ from those before.
  public Payload since(Retry before, Payload payload) {
    if (maxAttempts != before.maxAttempts) {
      payload.and("max_attempts", maxAttempts);
    }
    if (!Objects.equals(maxRuntime, before.maxRuntime)) {
      payload.and("max_runtime", maxRuntime == null ? "" : maxRuntime.toSeconds() + "s");
    }
    if (failing != null && !failing.equals(before.failing)) {
      return payload
          .and("failures", failing.failures())
          .and("protocol_violations", failing.violations())
          .and("last_exit", failing.exit().word())
          .and("last_error", failing.error())
          .and("retry_time", failing.retryTime());
    }
    return failing == null && before.failing != null ? none(payload) : payload;
  }

  private static Payload none(Payload payload) {
    return payload
        .and("failures", 0)
        .and("protocol_violations", 0)
        .and("last_exit", "")
        .and("last_error", "")
        .andOrNull("retry_time", null);
  }
}
