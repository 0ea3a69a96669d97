package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.card.Card;
import dev.gazette.board.dispatch.Pauses;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A pause that covers a card holds it, whatever its state.
@Singleton
public final class PauseCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (!Explanations.mayRun(card)) {
      return List.of();
    }
    return Pauses.covering(session, card.id().board(), card.brief().assignee()).stream()
        .map(pause ->
            Gate.of(GateKind.PAUSE, pause.words(), pause.command())
                .by(pause.actor(), pause.createTime()))
        .toList();
  }
}
