package dev.gazette.board.retry;

/// What becomes of a card when an attempt on it failed.
public sealed interface Verdict {

  /// How its attempts fail by now.
  Failing failing();

  /// It goes on by itself, at the time that its failing names, or at once.
  ///
  /// @param why in one sentence
  record Again(Failing failing, String why) implements Verdict {}

  /// A person has to look at it.
  ///
  /// @param why in one sentence
  record Dead(Failing failing, String why) implements Verdict {}
}
