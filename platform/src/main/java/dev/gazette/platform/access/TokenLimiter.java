package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.DAY_LIMIT_REACHED;
import static dev.gazette.platform.error.PlatformReason.MINUTE_LIMIT_REACHED;

import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Counts the calls of tokens in this service against their limits of a clock minute and of a UTC
/// day. Everybody else passes uncounted.
final class TokenLimiter implements Limiter {

  private static final long MINUTE_SECONDS = 60;
  private static final long DAY_SECONDS = 86_400;

  private final String service;
  private final InstantSource clock;
  private final MinuteCounts minutes;
  private final DayCounts days;

  TokenLimiter(String service, InstantSource clock, MinuteCounts minutes, DayCounts days) {
    this.service = service;
    this.clock = clock;
    this.minutes = minutes;
    this.days = days;
  }

  @Override
  public void charge(Caller caller) {
    if (caller.kind() != Caller.Kind.TOKEN) {
      return;
    }
    var now = clock.instant();
    var limits = caller.limits();
    long day = Math.floorDiv(now.getEpochSecond(), DAY_SECONDS);
    // The day first, without counting: a call that the day refuses must not cost the minute.
    if (limits.perDay() > 0 && !days.hasRoom(caller.id(), day, limits.perDay())) {
      throw refusal(DAY_LIMIT_REACHED, caller, limits.perDay(), "day", wait(now, DAY_SECONDS));
    }
    if (limits.perMinute() > 0) {
      long minute = Math.floorDiv(now.getEpochSecond(), MINUTE_SECONDS);
      if (!minutes.admit(caller.id(), minute, limits.perMinute())) {
        throw refusal(
            MINUTE_LIMIT_REACHED, caller, limits.perMinute(), "minute", wait(now, MINUTE_SECONDS));
      }
    }
    if (limits.perDay() > 0 && !days.admit(caller.id(), day, limits.perDay())) {
      throw refusal(DAY_LIMIT_REACHED, caller, limits.perDay(), "day", wait(now, DAY_SECONDS));
    }
  }

  /// How long until the next whole minute or day begins.
  private static Duration wait(Instant now, long seconds) {
    long begun = Math.floorDiv(now.getEpochSecond(), seconds);
    return Duration.between(now, Instant.ofEpochSecond((begun + 1) * seconds));
  }

  private Refusal refusal(Reason reason, Caller caller, int limit, String span, Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    return reason
        .because(
            "Token %s may call the %s service %d times a %s, and did; try again in %d s, or ask the owner for a higher limit.",
            caller.name(), service, limit, span, seconds)
        .with("limit", limit)
        .with("span", span)
        .retryAfter(wait);
  }
}
