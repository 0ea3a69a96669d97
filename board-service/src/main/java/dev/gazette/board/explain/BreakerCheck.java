package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.card.Card;
import dev.gazette.board.dispatch.Breaker;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// An open breaker of its board or of its assignee holds a card, whatever its state.
@Singleton
public final class BreakerCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (!Explanations.mayRun(card)) {
      return List.of();
    }
    return Breakers.covering(session, card.id().board(), card.brief().assignee()).stream()
        .map(BreakerCheck::gate)
        .toList();
  }

  /// Of an assignee's breaker no card is named: it may lie on a board that the reader may not read.
  private static Gate gate(Breaker breaker) {
    var opening = Objects.requireNonNull(breaker.opening(), "an open breaker");
    var pause = breaker.pause(opening);
    var trial = breaker.trial();
    var gate =
        Gate.of(GateKind.BREAKER, pause.words(), pause.command())
            .by(pause.actor(), opening.since());
    var until = opening.over() ? gate : gate.until(opening.retryTime());
    return breaker.cards().board().isEmpty()
        ? until
        : until.blockedBy(List.of((trial == null ? breaker.card() : trial.card()).toString()));
  }
}
