package dev.gazette.platform.outbox;

import static dev.gazette.platform.error.PlatformReason.DEADLINE_PASSED;

import com.google.protobuf.ByteString;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.timer.Delays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who waits for the end of which intent.
final class Waiters {

  private final Delays delays;
  private final Map<IntentId, List<Waiter>> waiting = new HashMap<>();

  Waiters(Delays delays) {
    this.delays = delays;
  }

  /// Somebody who waits, for a limited time.
  static final class Waiter {
    private final IntentId id;
    private final CompletableFuture<ByteString> outcome = new CompletableFuture<>();
    private volatile @Nullable Refusal trouble;

    Waiter(IntentId id) {
      this.id = id;
    }

    CompletionStage<ByteString> outcome() {
      return outcome;
    }

    void done(ByteString answer) {
      outcome.complete(answer);
    }

    void failed(Throwable why) {
      outcome.completeExceptionally(why);
    }

    /// An attempt failed, and there will be another.
    void trouble(Refusal why) {
      trouble = why;
    }

    private void timeIsUp() {
      var why = trouble;
      var refusal =
          why == null
              ? DEADLINE_PASSED.because("It takes longer than this call; it goes on by itself.")
              : why.reason().because("%s It is tried again by itself.", why.sentence());
      failed(refusal.with("intent", id));
    }
  }

  /// Begins to wait, at most so long. The one who waits ends with its outcome.
  Waiter add(IntentId id, Duration longest) {
    var waiter = new Waiter(id);
    synchronized (this) {
      waiting.computeIfAbsent(id, _ -> new ArrayList<>()).add(waiter);
    }
    var deadline = delays.after(longest, waiter::timeIsUp);
    waiter
        .outcome()
        .whenComplete((_, _) -> {
          deadline.cancel();
          remove(waiter);
        });
    return waiter;
  }

  private synchronized void remove(Waiter waiter) {
    waiting.computeIfPresent(
        waiter.id,
        (_, others) -> {
          others.remove(waiter);
          return others.isEmpty() ? null : others;
        });
  }

  /// Tells all who wait for an intent.
  void tell(IntentId id, Consumer<Waiter> news) {
    List<Waiter> told;
    synchronized (this) {
      told = List.copyOf(waiting.getOrDefault(id, List.of()));
    }
    told.forEach(news);
  }
}
