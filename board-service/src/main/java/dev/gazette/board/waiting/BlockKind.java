package dev.gazette.board.waiting;

import java.util.Locale;

/// What a blocked card needs.
public enum BlockKind {
  /// An answer, or a decision.
  NEEDS_INPUT,
  /// What its worker cannot do, or may not.
  CAPABILITY,
  /// That something outside gets better.
  TRANSIENT,
  /// Something else to be done first.
  DEPENDENCY,
  /// That a person allows what its worker is about to do.
  APPROVAL,
  /// A look at why its attempts fail. Only the board says so.
  DEAD_LETTER;

  /// The kind as people read it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
