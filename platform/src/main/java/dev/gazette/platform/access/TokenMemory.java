package dev.gazette.platform.access;

import dev.gazette.platform.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What this service remembers of tokens that auth vouched for or refused, and whether it may still
/// go by that: while auth is heard, and for 90 s after (DESIGN decision 8). Knows hashes, never
/// secrets.
final class TokenMemory {

  /// How many callers, and how many refusals, are remembered.
  static final int BOUND = 10_000;

  /// How long after the last beat what is remembered still counts.
  static final Duration TRUST = Duration.ofSeconds(90);

  /// How long a refusal is remembered: against floods, not for good.
  static final Duration REFUSAL_KEPT = Duration.ofSeconds(5);

  /// How far the clock may seem to stand before the last beat: threads read it a little apart.
  private static final long SLACK_MILLIS = 1_000;

  /// How exactly uses are timed; a write on each call would pass the line from core to core.
  private static final long USE_STEP_MILLIS = 1_000;

  private static final int SHARE_DROPPED = 10;

  private final InstantSource clock;
  private final Map<SecretHash, Remembered> callers = new ConcurrentHashMap<>();
  private final Map<SecretHash, Refused> refusals = new ConcurrentHashMap<>();
  private volatile long beatMillis;
  private volatile long endings;

  /// A memory that trusts itself for the first 90 s, although auth was not heard yet.
  TokenMemory(InstantSource clock) {
    this.clock = clock;
    this.beatMillis = clock.millis();
  }

  /// A caller, and when it last called.
  private static final class Remembered {
    final Caller caller;
    volatile long usedMillis;
    volatile long reportedMillis;

    Remembered(Caller caller, long usedMillis) {
      this.caller = caller;
      this.usedMillis = usedMillis;
    }
  }

  private record Refused(Refusal refusal, Instant until) {}

  /// The last use of a token.
  record Use(String tokenId, Instant time) {}

  /// The caller behind a secret, if it is remembered and the memory is trusted.
  @Nullable Caller caller(SecretHash hash) {
    var found = callers.get(hash);
    if (found == null) {
      return null;
    }
    long now = clock.millis();
    if (!trusted(now)) {
      return null;
    }
    if (now - found.usedMillis >= USE_STEP_MILLIS) {
      found.usedMillis = now;
    }
    return found.caller;
  }

  /// The refusal of a secret, if it is remembered.
  @Nullable Refusal refusal(SecretHash hash) {
    var found = refusals.get(hash);
    return found == null || clock.instant().isAfter(found.until()) ? null : found.refusal();
  }

  private boolean trusted(long now) {
    long silence = now - beatMillis;
    return silence <= TRUST.toMillis() && silence >= -SLACK_MILLIS;
  }

  /// How often tokens ended so far: what an answer of auth must be remembered with. Who reads it is
  /// told of no caller whose end it counts.
  synchronized long endings() {
    return endings;
  }

  /// Remembers a caller, unless a token ended since auth was asked: the answer may be older than
  /// that end.
  ///
  /// @param asked what {@link #endings} was before auth was asked
  void remember(SecretHash hash, Caller caller, long asked) {
    long now = clock.millis();
    if (callers.size() >= BOUND) {
      dropLongestUnused();
    }
    callers.put(hash, new Remembered(caller, now));
    if (endings != asked || !trusted(now)) {
      callers.remove(hash);
    }
  }

  private synchronized void dropLongestUnused() {
    if (callers.size() >= BOUND) {
      var longestUnused =
          callers.entrySet().stream()
              .map(entry -> Map.entry(entry.getKey(), entry.getValue().usedMillis))
              .sorted(Comparator.comparingLong(Map.Entry::getValue))
              .limit(BOUND / SHARE_DROPPED)
              .toList();
      longestUnused.forEach(entry -> callers.remove(entry.getKey()));
    }
  }

  /// Remembers a refusal. Under a flood of unknown secrets the older ones are forgotten at once.
  void remember(SecretHash hash, Refusal refusal) {
    if (refusals.size() >= BOUND) {
      refusals.clear();
    }
    refusals.put(hash, new Refused(refusal, clock.instant().plus(REFUSAL_KEPT)));
  }

  /// Auth was heard, and said that these tokens ended. What was remembered before a silence that
  /// was too long is forgotten: more may have ended than auth still tells.
  synchronized void heard(Collection<String> endedIds) {
    long now = clock.millis();
    boolean lost = !trusted(now);
    if (lost || !endedIds.isEmpty()) {
      endings++;
      var ended = Set.copyOf(endedIds);
      callers.values().removeIf(known -> lost || ended.contains(known.caller.id()));
    }
    beatMillis = now;
  }

  /// Up to so many uses that were not reported yet.
  List<Use> uses(int limit) {
    return callers.values().stream()
        .filter(known -> known.usedMillis > known.reportedMillis)
        .limit(limit)
        .map(known -> new Use(known.caller.id(), Instant.ofEpochMilli(known.usedMillis)))
        .toList();
  }

  /// These uses were reported.
  void reported(List<Use> uses) {
    var times = new HashMap<String, Long>();
    uses.forEach(use -> times.put(use.tokenId(), use.time().toEpochMilli()));
    callers
        .values()
        .forEach(known -> {
          var time = times.get(known.caller.id());
          if (time != null) {
            known.reportedMillis = Math.max(known.reportedMillis, time);
          }
        });
  }
}
