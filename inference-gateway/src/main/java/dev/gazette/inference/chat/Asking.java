package dev.gazette.inference.chat;

import static dev.gazette.inference.error.InferenceReason.CALLER_STALLED;
import static dev.gazette.platform.error.PlatformReason.INTERNAL;
import static dev.gazette.platform.error.PlatformReason.SHUTTING_DOWN;

import dev.gazette.inference.provider.Answer;
import dev.gazette.inference.usage.NewUsage;
import dev.gazette.inference.usage.Usage;
import dev.gazette.inference.usage.UsageOutcome;
import dev.gazette.platform.error.Refusal;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One question under way, on a virtual thread of its own. However it ends, its account is written
/// first, and who waits for it hears afterwards.
final class Asking {

  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  private final Account account;
  private final Work work;
  private final Function<NewUsage, CompletionStage<Usage>> ledger;
  private final CompletableFuture<Usage> usage = new CompletableFuture<>();
  private final Thread thread = Thread.ofVirtual().name("asking").unstarted(this::run);
  private volatile boolean cancelled;
  private volatile boolean stopped;

  /// Puts the question and hands the answer on; interrupted when nobody waits for it any more.
  @FunctionalInterface
  interface Work {
    Answer.Whole run() throws InterruptedException;
  }

  Asking(Account account, Work work, Function<NewUsage, CompletionStage<Usage>> ledger) {
    this.account = account;
    this.work = work;
    this.ledger = ledger;
  }

  void start() {
    thread.start();
  }

  /// What it took, once that is on disk. Fails with a refusal, or with a {@link
  /// CancellationException} when the caller went away.
  CompletionStage<Usage> usage() {
    return usage;
  }

  /// The caller went away. Changes nothing once the request ended.
  void cancel() {
    cancelled = true;
    thread.interrupt();
  }

  /// The service stops.
  void stop() {
    stopped = true;
    thread.interrupt();
  }

  private void run() {
    try {
      settle(account.completed(work.run()), null);
    } catch (InterruptedException _) {
      giveUp();
    } catch (Refusal refusal) {
      var outcome =
          refusal.reason() == CALLER_STALLED ? UsageOutcome.CANCELLED : UsageOutcome.FAILED;
      settle(account.ended(outcome, refusal.reason().name()), refusal);
    } catch (RuntimeException fault) {
      if (cancelled) {
        giveUp(); // A call that is over takes no more pieces.
      } else {
        settle(account.ended(UsageOutcome.FAILED, INTERNAL.name()), fault);
      }
    }
  }

  private void giveUp() {
    if (stopped && !cancelled) {
      var refusal =
          SHUTTING_DOWN.because("The inference service is stopping; ask again when it is back.");
      settle(account.ended(UsageOutcome.FAILED, SHUTTING_DOWN.name()), refusal);
    } else {
      settle(account.ended(UsageOutcome.CANCELLED, ""), new CancellationException());
    }
  }

  private void settle(NewUsage ended, @Nullable Throwable failure) {
    ledger
        .apply(ended)
        .whenComplete((written, unwritten) -> {
          if (unwritten != null) {
            LOG.warn("A request to {} is not accounted", ended.model(), unwritten);
          }
          if (failure != null) {
            usage.completeExceptionally(failure);
          } else if (unwritten != null) {
            usage.completeExceptionally(unwritten);
          } else {
            usage.complete(written);
          }
        });
  }
}
