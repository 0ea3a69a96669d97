package dev.gazette.platform.access;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The calls of each token in the clock minute. A resilience4j limiter counts from when it was
/// made, not from the full minute; so each minute gets a limiter of its own, which never refills.
/// In memory: a restart forgives the minute.
final class MinuteCounts {

  /// How many tokens are counted in one minute; another one is refused.
  static final int BOUND = 10_000;

  /// Longer than any limiter is used.
  private static final Duration NEVER = Duration.ofHours(1);

  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  /// The permits that a token has left in a minute.
  private record Count(long minute, RateLimiter permits) {

    /// Also when the clock went back by one minute: it would be given twice otherwise.
    boolean holds(long now) {
      return minute == now || minute == now + 1;
    }
  }

  /// Counts a call, if fewer than the limit were counted in the minute. A limit that was changed
  /// holds from the next minute on.
  boolean admit(String tokenId, long minute, int limit) {
    var count = counts.get(tokenId);
    if (count == null || !count.holds(minute)) {
      if (count == null && !makeRoom(minute)) {
        return false;
      }
      count =
          counts.compute(
              tokenId,
              (_, found) ->
                  found != null && found.holds(minute) ? found : new Count(minute, permits(limit)));
    }
    return count.permits().acquirePermission();
  }

  private boolean makeRoom(long minute) {
    if (counts.size() < BOUND) {
      return true;
    }
    counts.values().removeIf(count -> !count.holds(minute));
    return counts.size() < BOUND;
  }

  private static RateLimiter permits(int limit) {
    return RateLimiter.of(
        "minute",
        RateLimiterConfig.custom()
            .limitForPeriod(limit)
            .limitRefreshPeriod(NEVER)
            .timeoutDuration(Duration.ZERO)
            .build());
  }
}
