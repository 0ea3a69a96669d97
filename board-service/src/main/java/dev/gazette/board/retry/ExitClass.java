package dev.gazette.board.retry;

import java.util.Locale;

/// How an attempt failed.
public enum ExitClass {
  /// The worker ended without a word.
  CRASHED,
  /// It took longer than it may.
  TIMED_OUT,
  /// Something outside wants less to be asked of it.
  RATE_LIMITED,
  /// The worker ended well without telling what became of the card.
  PROTOCOL_VIOLATION,
  /// The worker could not be started, or had no place to work in.
  SPAWN_FAILED,
  /// No further attempt can help.
  TERMINAL,
  /// Nobody renewed the lease.
  LAPSED;

  /// Whether it counts as a failure. A rate limit is nobody's fault, and a broken protocol has a
  /// count of its own.
  public boolean counts() {
    return this != RATE_LIMITED && this != PROTOCOL_VIOLATION;
  }

  /// The class as people read it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
