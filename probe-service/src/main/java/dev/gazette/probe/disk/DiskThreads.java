package dev.gazette.probe.disk;

import static dev.gazette.platform.error.PlatformReason.QUEUE_FULL;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_UNREADABLE;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Runs what waits for disks: for one repository one thing at a time, for all of them a bounded
/// number, each for a bounded time. A disk or a pipe that does not answer holds one thread of its
/// own repository's and one of the places, and fails those that come after it; other repositories
/// go on. Platform threads, because a virtual one would hold its carrier while a file system waits.
public final class DiskThreads implements AutoCloseable {

  private static final int MOST_WAITING = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Semaphore places;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final ExecutorService threads;
  private final Duration patience;

  /// Threads for so many repositories at once.
  public DiskThreads(String name, int most) {
    this(name, most, PATIENCE);
  }

  DiskThreads(String name, int most, Duration patience) {
    this.places = new Semaphore(most);
    this.patience = patience;
    this.threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(name + "-", 0).factory());
  }

  /// Runs work on a repository. Fails with what it throws, with `REPOSITORY_UNREADABLE` when the
  /// repository does not answer in time, or with `QUEUE_FULL`.
  public <T> CompletionStage<T> run(String repository, Supplier<T> work) {
    if (!waiting.tryAcquire()) {
      return CompletableFuture.failedFuture(
          QUEUE_FULL.because(
              "%d reads and writes of repositories wait already; try again in a moment.",
              MOST_WAITING));
    }
    try {
      var result = CompletableFuture.supplyAsync(() -> alone(repository, work), threads);
      var released = result.whenComplete((_, _) -> waiting.release());
      // The work itself may hang on; who asked hears of it. A copy, so that the count stays true.
      return released
          .copy()
          .completeOnTimeout(null, patience.toMillis() * 2, TimeUnit.MILLISECONDS)
          .thenApply(value -> {
            if (value == null) {
              throw silent(repository);
            }
            return value;
          });
    } catch (RejectedExecutionException _) {
      waiting.release();
      return CompletableFuture.failedFuture(silent(repository));
    }
  }

  private <T> T alone(String repository, Supplier<T> work) {
    var lock = locks.computeIfAbsent(repository, _ -> new ReentrantLock());
    try {
      if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw silent(repository);
      }
      try {
        return bounded(repository, work);
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw silent(repository);
    }
  }

  private <T> T bounded(String repository, Supplier<T> work) throws InterruptedException {
    if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw silent(repository);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private static RuntimeException silent(String repository) {
    return REPOSITORY_UNREADABLE.because(
        "The disk of %s does not answer; look for a pipe or a lost network folder among its files.",
        repository);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
