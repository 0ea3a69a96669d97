package dev.gazette.auth.token;

import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A token that somebody wants made.
///
/// @param name what to call it
/// @param grants what it may do, 1 to 100
/// @param lifetime how long it lives; empty for no end
/// @param perMinute calls in one clock minute, 0 for no limit; empty for the default
/// @param perDay calls in one UTC day, 0 for no limit; empty for the default
record NewToken(
    TokenName name,
    List<Grant> grants,
    Optional<Duration> lifetime,
    OptionalInt perMinute,
    OptionalInt perDay) {

  /// Its limits: what was asked for, else the default or the maker's own where that is lower.
  CallLimit limits(CallLimit maker) {
    return new CallLimit(
        perMinute.orElse(lower(CallLimit.DEFAULT.perMinute(), maker.perMinute())),
        perDay.orElse(lower(CallLimit.DEFAULT.perDay(), maker.perDay())));
  }

  private static int lower(int standard, int makers) {
    return makers == 0 ? standard : Math.min(standard, makers);
  }
}
