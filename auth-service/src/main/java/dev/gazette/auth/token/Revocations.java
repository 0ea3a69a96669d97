package dev.gazette.auth.token;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Which tokens ended, in the order of their ending: those of the last ten minutes before the
/// newest one. A token stands in it once, so it never holds more than there are tokens.
@Singleton
public final class Revocations {

  /// How long an ending is kept: longer than any service trusts what it cached.
  static final Duration KEPT = Duration.ofMinutes(10);

  private final LinkedHashMap<TokenId, Ending> endings = new LinkedHashMap<>();
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private volatile long newest;

  private record Ending(long number, Instant time) {}

  /// Those that ended after a number, and the number to go on from.
  record Batch(List<TokenId> tokens, long newest) {}

  /// Adds a token that ended, and wakes all who wait.
  void add(TokenId token, Instant time) {
    synchronized (endings) {
      endings.remove(token);
      endings.put(token, new Ending(newest + 1, time));
      endings.values().removeIf(ending -> ending.time().isBefore(time.minus(KEPT)));
      newest++;
    }
    waiting.forEach(LockSupport::unpark);
  }

  /// The number of the newest ending.
  long newest() {
    return newest;
  }

  /// What ended after a number; 0 for all that is kept.
  Batch after(long number) {
    synchronized (endings) {
      var tokens =
          newest == number
              ? List.<TokenId>of()
              : endings.entrySet().stream()
                  .filter(entry -> entry.getValue().number() > number)
                  .map(Map.Entry::getKey)
                  .toList();
      return new Batch(tokens, newest);
    }
  }

  /// Waits until something ended after a number, or the time is over.
  void await(long number, Duration longest) {
    var thread = Thread.currentThread();
    waiting.add(thread);
    try {
      if (newest == number) {
        LockSupport.parkNanos(this, longest.toNanos());
      }
    } finally {
      waiting.remove(thread);
    }
  }
}
