package dev.gazette.board.diagnosis;

/// What may go wrong with a card.
public enum TroubleKind {
  /// Its attempts failed as often as they may.
  DEAD_LETTER,
  /// Two or more attempts in a row failed.
  REPEATED_FAILURES,
  /// It has been blocked for a day.
  STUCK_IN_BLOCKED,
  /// It has been ready for half an hour, and nobody claims it.
  STRANDED_IN_READY,
  /// It has waited for its review for a day.
  REVIEW_WAITING
}
