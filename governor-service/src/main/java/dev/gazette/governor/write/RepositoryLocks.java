package dev.gazette.governor.write;

import static dev.gazette.governor.error.GovernorReason.REPOSITORY_BUSY;

import dev.gazette.governor.repository.RepositoryId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One governed write of a repository at a time, in the order they came, each waiting for a bounded
/// time. Across replicas the probe's comparison with "before" does the same, less politely.
final class RepositoryLocks {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  private final ConcurrentHashMap<RepositoryId, ReentrantLock> locks = new ConcurrentHashMap<>();

  /// Works alone on a repository; refused with `REPOSITORY_BUSY`.
  <T> T alone(RepositoryId repository, Supplier<T> work) {
    var lock = locks.computeIfAbsent(repository, _ -> new ReentrantLock(true));
    try {
      if (!lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy(repository);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw busy(repository);
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static RuntimeException busy(RepositoryId repository) {
    return REPOSITORY_BUSY.because(
        "Too many writes of %s wait already; try again in a moment.", repository);
  }
}
