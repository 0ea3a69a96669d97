package dev.gazette.board.edge;

/// What becomes of a child whose condition is unmet.
public enum Otherwise {
  /// It waits: for a reopened parent, or for somebody to unlink it.
  WAIT,
  /// It is cancelled, and so on along its own edges.
  CANCEL
}
