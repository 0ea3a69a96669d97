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
  CHANGES_REQUESTED
}
