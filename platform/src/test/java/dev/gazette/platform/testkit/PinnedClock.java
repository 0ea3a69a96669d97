package dev.gazette.platform.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands until a test moves it.
public final class PinnedClock implements InstantSource {

  /// Where every pinned clock begins.
  public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /// Moves the clock, also back.
  public void advance(Duration by) {
    now = now.plus(by);
  }
}
