package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.CardLists;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Choice;
import dev.gazette.board.line.Line;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Says of a card everything that holds it: asks every check that there is.
@Singleton
public final class Explanations {

  private final Cards cards;
  private final Line line;
  private final List<Check> checks;

  /// Explanations by these checks.
  public Explanations(Cards cards, Line line, List<Check> checks) {
    this.cards = cards;
    this.line = line;
    this.checks = List.copyOf(checks);
  }

  /// What holds a card. Refused with `CARD_NOT_FOUND`.
  ///
  /// @param readable the boards of which the caller may be told
  public Explanation explain(Session session, CardId id, Predicate<BoardId> readable)
      throws SQLException {
    var card = cards.get(session, id);
    var gates = new ArrayList<Gate>();
    for (var check : checks) {
      gates.addAll(check.look(session, card, readable));
    }
    gates.sort(Comparator.comparing(Gate::kind));
    long place = card.state() == CardState.READY ? CardLists.place(session, card) : 0;
    return new Explanation(
        card, List.copyOf(gates), place, line.length(id.board(), Choice.of(card)));
  }

  /// Whether a card may still come to run: only then does it matter what would hold it.
  static boolean mayRun(Card card) {
    return switch (card.state()) {
      case TRIAGE, TODO, SCHEDULED, READY, REVIEW, BLOCKED -> true;
      case RUNNING, DONE, FAILED, CANCELLED, ARCHIVED -> false;
    };
  }
}
