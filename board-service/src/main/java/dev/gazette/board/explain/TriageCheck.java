package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Inbox;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A card in triage waits until somebody looked at it, also one that always was blocked.
@Singleton
public final class TriageCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (card.state() != CardState.TRIAGE) {
      return List.of();
    }
    var stop = card.stop();
    return List.of(
        stop == null
            ? Gate.of(
                    GateKind.TRIAGE,
                    "Somebody has to look at it first",
                    "gazette card move %s ready".formatted(card.id()))
                .by("", card.updateTime())
            : Gate.of(
                    GateKind.TRIAGE,
                    "It was blocked %d times in a row (%s), so somebody has to look at it anew: %s"
                        .formatted(stop.times(), stop.kind().word(), card.reason()),
                    Inbox.command(card))
                .by(stop.by(), stop.since()));
  }
}
