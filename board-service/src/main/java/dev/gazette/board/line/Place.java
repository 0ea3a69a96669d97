package dev.gazette.board.line;

import static dev.gazette.board.error.BoardReason.BREAKER_OPEN;
import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;

import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A place in the line: somebody who is given a card as soon as there is one.
///
/// @param <T> what it is answered with
public final class Place<T> {

  /// The refusals that more waiting may end. Each tells that there is nothing now.
  private static final Set<Reason> FOR_NOW =
      Set.of(NOTHING_READY, DISPATCH_PAUSED, BREAKER_OPEN, WIP_LIMIT_REACHED);

  /// The key of the fact that tells of limits in a `NOTHING_READY`.
  public static final String HELD_BACK = "held_back";

  private final Wish wish;
  private final Supplier<CompletionStage<T>> attempt;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private boolean trying;
  private boolean timeIsUp;
  private boolean over;
  private @Nullable Refusal last;

  /// A place of somebody who was not tried yet.
  ///
  /// @param attempt tries to give it a card; refused when there is none
  public Place(Wish wish, Supplier<CompletionStage<T>> attempt) {
    this.wish = wish;
    this.attempt = attempt;
  }

  Wish wish() {
    return wish;
  }

  /// What becomes of it in the end.
  CompletionStage<T> answer() {
    return answer;
  }

  /// Whether it never was tried.
  synchronized boolean fresh() {
    return last == null;
  }

  /// Whether there was something, the last time, that a limit or a pause held back.
  synchronized boolean heldBack() {
    return last != null
        && (last.reason() != NOTHING_READY || last.metadata().containsKey(HELD_BACK));
  }

  /// Tries to give it a card. Completes with whether it had to stay.
  CompletableFuture<Boolean> attempt() {
    synchronized (this) {
      if (over) {
        return CompletableFuture.completedFuture(false);
      }
      trying = true;
    }
    return attempt.get().handle(this::tried).toCompletableFuture();
  }

  private boolean tried(T given, @Nullable Throwable failure) {
    if (failure == null) {
      answer.complete(given);
      return false;
    }
    if (!(failure instanceof Refusal refusal) || !FOR_NOW.contains(refusal.reason())) {
      answer.completeExceptionally(failure);
      return false;
    }
    stay(refusal);
    return true;
  }

  private void stay(Refusal why) {
    synchronized (this) {
      last = why;
      trying = false;
    }
    endIfOver();
  }

  /// Ends the wait, but not before an attempt that is under way: what it gives is not lost.
  void timeIsUp() {
    synchronized (this) {
      timeIsUp = true;
    }
    endIfOver();
  }

  private void endIfOver() {
    Refusal why;
    synchronized (this) {
      over |= timeIsUp && !trying && last != null;
      why = over ? last : null;
    }
    if (why != null) {
      end(why);
    }
  }

  private void end(Refusal why) {
    answer.completeExceptionally(
        why.reason() == NOTHING_READY
            ? why
            : NOTHING_READY.because("Nothing came while you waited. %s", why.sentence()));
  }

  void refuse(Throwable why) {
    synchronized (this) {
      over = true;
    }
    answer.completeExceptionally(why);
  }

  /// Gives the place up: its caller went away.
  public void leave() {
    refuse(left());
  }

  /// The refusal that nobody hears.
  public static Refusal left() {
    return NOTHING_READY.because("The caller went away.");
  }
}
