package dev.gazette.board.dispatch;

import java.time.Duration;

/// When a breaker opens, and for how long.
///
/// @param failures how many attempts in a row have to fail; 0 for never
/// @param coolDown how long it stays open the first time; twice as long after each trial that fails
/// @param cap the longest it stays open
public record BreakerPolicy(int failures, Duration coolDown, Duration cap) {

  /// What holds where nobody says otherwise.
  public static final BreakerPolicy DEFAULT =
      new BreakerPolicy(5, Duration.ofMinutes(1), Duration.ofHours(1));

  boolean opensAt(int count) {
    return failures > 0 && count >= failures;
  }

  /// How long it stays open after a trial failed.
  Duration after(Duration last) {
    var longer = last.multipliedBy(2);
    return longer.compareTo(cap) < 0 ? longer : cap;
  }
}
