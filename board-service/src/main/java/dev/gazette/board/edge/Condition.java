package dev.gazette.board.edge;

import dev.gazette.board.board.CardState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a parent must end before its child may begin.
///
/// @param outcome the word that it must be completed with; empty but for `ON_OUTCOME`
public record Condition(Kind kind, String outcome) {

  /// The parent is done.
  public static final Condition ON_SUCCESS = new Condition(Kind.ON_SUCCESS, "");

  /// The kinds of conditions.
  public enum Kind {
    /// The parent is done.
    ON_SUCCESS,
    /// The parent failed.
    ON_FAILURE,
    /// The parent ended, however.
    ALWAYS,
    /// The parent is done with a named outcome.
    ON_OUTCOME
  }

  /// Checks that an outcome is named where one is needed, and nowhere else.
  public Condition {
    if ((kind == Kind.ON_OUTCOME) == outcome.isEmpty()) {
      throw new IllegalArgumentException("%s with outcome '%s'".formatted(kind, outcome));
    }
  }

  /// How it stands with a parent: the one place that decides it. An archived parent counts as what
  /// it was, as cancelled if it had not ended.
  ///
  /// @param formerState the state that an archived parent had; null for all others
  /// @param word the outcome that the parent was completed with; empty for none
  public EdgeStanding standing(CardState state, @Nullable CardState formerState, String word) {
    var end = state == CardState.ARCHIVED ? archived(formerState) : state;
    if (!end.ended()) {
      return EdgeStanding.OPEN;
    }
    boolean met =
        switch (kind) {
          case ON_SUCCESS -> end == CardState.DONE;
          case ON_FAILURE -> end == CardState.FAILED;
          case ALWAYS -> true;
          case ON_OUTCOME -> end == CardState.DONE && outcome.equals(word);
        };
    return met ? EdgeStanding.MET : EdgeStanding.UNMET;
  }

  private static CardState archived(@Nullable CardState formerState) {
    return formerState != null && formerState.ended() ? formerState : CardState.CANCELLED;
  }

  @Override
  public String toString() {
    return kind == Kind.ON_OUTCOME
        ? "on " + outcome
        : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
