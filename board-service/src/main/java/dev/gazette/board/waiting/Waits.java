package dev.gazette.board.waiting;

import dev.gazette.board.board.CardState;
import dev.gazette.board.retry.Failing;
import dev.gazette.board.retry.Retry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a card waits for beside other cards, and what it remembers of waits that are over. Most
/// cards have none of it: it lies in a row of its own.
///
/// @param schedule when a scheduled card wakes, or an archived one that was scheduled; null for
///   others
/// @param stop how it was last blocked; null before the first time, and once it has ended
/// @param review the one that it waits for or is under, also while that is blocked; null for others
/// @param retry how attempts on it failed, and how often they may
public record Waits(
    @Nullable Schedule schedule, @Nullable Stop stop, @Nullable Review review, Retry retry) {

  /// A card waits for nothing and remembers nothing.
  public static final Waits NONE = new Waits(null, null, null, Retry.NONE);

  /// Whether there is nothing to tell.
  public boolean none() {
    return equals(NONE);
  }

  /// What is left of it in a state that a card has come to.
  public Waits in(CardState state) {
    var kept = retry.in(state);
    return switch (state) {
      case SCHEDULED, ARCHIVED -> kept.equals(retry) ? this : retried(kept);
      case RUNNING, REVIEW, BLOCKED ->
          schedule == null && kept.equals(retry) ? this : new Waits(null, stop, review, kept);
      case TRIAGE -> new Waits(null, stop, null, kept);
      case TODO, READY -> new Waits(null, looked(stop), null, kept);
      case DONE, FAILED, CANCELLED -> new Waits(null, null, null, kept);
    };
  }

  /// Of a card that goes on. One that always stopped for the same was looked at by somebody: that
  /// is counted anew.
  private static @Nullable Stop looked(@Nullable Stop last) {
    return last == null || last.loops() ? null : last;
  }

  /// With a schedule.
  public Waits until(Schedule next) {
    return new Waits(next, stop, review, retry.waited());
  }

  /// With a schedule until it is tried again, if its failing names a time; else without.
  public Waits failing(Failing next) {
    var time = next.retryTime();
    return new Waits(time == null ? schedule : new Schedule(time), stop, review, retry.after(next));
  }

  /// An attempt begins.
  public Waits begun(Instant now) {
    return retry.maxRuntime() == null ? this : retried(retry.begun(now));
  }

  /// The counts of failed attempts begin anew.
  public Waits fresh() {
    return retried(retry.fresh());
  }

  /// With other limits for failed attempts.
  public Waits retried(Retry next) {
    return new Waits(schedule, stop, review, next);
  }

  /// Stopped.
  public Waits stopped(Stop next) {
    return new Waits(schedule, next, review, retry);
  }

  /// With a review to wait for.
  public Waits reviewed(Review next) {
    return new Waits(schedule, stop, next, retry);
  }

  /// What a card in a state waits for a person for: it is blocked, or went to triage since it
  /// always was. Null for others, also if they remember how they were blocked.
  public @Nullable Stop stop(CardState state) {
    return switch (state) {
      case BLOCKED -> stop;
      case TRIAGE -> stop != null && stop.loops() ? stop : null;
      case TODO, SCHEDULED, READY, RUNNING, REVIEW, DONE, FAILED, CANCELLED, ARCHIVED -> null;
    };
  }

  /// Since when a card in a state waits for a person; null when it does not. What people put into
  /// triage asks nobody.
  public @Nullable Instant asked(CardState state) {
    var asking = stop(state);
    if (state == CardState.REVIEW) {
      return review == null ? null : review.since();
    }
    return asking == null ? null : asking.since();
  }

  /// The state of a card that nothing holds up any more, and nobody works on.
  public CardState rest() {
    return review == null ? CardState.READY : CardState.REVIEW;
  }
}
