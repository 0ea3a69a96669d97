package dev.gazette.board.diagnosis;

/// How bad a trouble is.
public enum Severity {
  /// Worth a look.
  WARNING,
  /// Something stands still.
  ERROR,
  /// It has stood still for long.
  CRITICAL
}
