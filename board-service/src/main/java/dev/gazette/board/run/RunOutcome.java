package dev.gazette.board.run;

/// How an attempt ended.
public enum RunOutcome {
  /// The card is done.
  COMPLETED,
  /// The card was blocked.
  BLOCKED,
  /// The worker gave the card back.
  RELEASED,
  /// The lease lapsed.
  LAPSED,
  /// The card was archived meanwhile.
  ARCHIVED,
  /// The card failed.
  FAILED,
  /// The card was cancelled meanwhile.
  CANCELLED,
  /// What the card was built on has no end any more.
  RETRACTED,
  /// The card was put away until a time.
  SCHEDULED,
  /// The work waits for a review.
  REVIEW_REQUESTED,
  /// The reviewer wants changes.
  CHANGES_REQUESTED,
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
  /// A person took the card away.
  RECLAIMED
}
