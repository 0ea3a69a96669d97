package dev.gazette.board.explain;

/// What kind of thing holds a card, in the order in which they are told.
public enum GateKind {
  /// It ended.
  ENDED,
  /// Somebody holds it already.
  LEASE,
  /// Somebody has to look at it first.
  TRIAGE,
  /// It waits for another card.
  DEPENDENCY,
  /// It waits for a time.
  SCHEDULE,
  /// An attempt failed, and it waits before the next.
  BACKOFF,
  /// Somebody blocked it.
  BLOCK,
  /// It waits for a reviewer.
  REVIEW,
  /// Dispatch is paused.
  PAUSE,
  /// Too many attempts on cards like it failed in a row.
  BREAKER,
  /// A WIP limit is reached.
  LIMIT,
  /// Its pool is full.
  POOL,
  /// The column of running cards is full.
  COLUMN,
  /// No worker is there.
  NO_WORKER
}
