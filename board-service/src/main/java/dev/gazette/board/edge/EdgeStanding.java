package dev.gazette.board.edge;

/// How the condition of an edge stands.
public enum EdgeStanding {
  /// The parent has not ended.
  OPEN,
  /// The parent ended as the condition demands.
  MET,
  /// The parent ended otherwise.
  UNMET
}
