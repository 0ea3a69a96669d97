package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A card that ended is not worked on, unless somebody takes its end back.
@Singleton
public final class EndCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (card.state() == CardState.ARCHIVED) {
      return List.of(
          Gate.of(GateKind.ENDED, "It is archived", "gazette card unarchive " + card.id()));
    }
    if (!card.state().ended()) {
      return List.of();
    }
    String why = card.reason().isEmpty() ? "" : ": " + card.reason();
    return List.of(
        Gate.of(
                GateKind.ENDED,
                "It is " + card.state().word() + why,
                "gazette card reopen " + card.id())
            .by("", card.updateTime()));
  }
}
