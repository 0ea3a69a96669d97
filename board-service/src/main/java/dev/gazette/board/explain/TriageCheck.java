package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A card in triage waits until somebody looked at it.
@Singleton
public final class TriageCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    return card.state() == CardState.TRIAGE
        ? List.of(
            Gate.of(
                    GateKind.TRIAGE,
                    "Somebody has to look at it first",
                    "gazette card move %s ready".formatted(card.id()))
                .by("", card.updateTime()))
        : List.of();
  }
}
