package dev.gazette.platform.outbox;

/// How far an intent got.
enum IntentState {
  /// To be carried, at its next attempt.
  PENDING,
  /// Carried, its outcome committed.
  DONE,
  /// Given up.
  FAILED
}
