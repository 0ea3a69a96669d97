package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A blocked card waits for a person.
@Singleton
public final class BlockCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (card.state() != CardState.BLOCKED) {
      return List.of();
    }
    var gate =
        Gate.of(
            GateKind.BLOCK, "It is blocked: " + card.reason(), "gazette card unblock " + card.id());
    var stop = card.waits().stop();
    return List.of(stop == null ? gate : gate.by(stop.by(), stop.since()));
  }
}
