package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Card;
import dev.gazette.board.limit.Full;
import dev.gazette.board.limit.Limits;
import dev.gazette.board.limit.Pool;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A limit without room holds whatever it covers.
@Singleton
public final class LimitCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (!Explanations.mayRun(card)) {
      return List.of();
    }
    return Limits.allFull(session, card.load()).stream()
        .map(full -> gate(full, card, readable))
        .toList();
  }

  private static Gate gate(Full full, Card card, Predicate<BoardId> readable) {
    return Gate.of(
            full.limit() instanceof Pool ? GateKind.POOL : GateKind.LIMIT,
            full.words(card.id().board()),
            full.command())
        .blockedBy(
            full.running().stream()
                .filter(id -> readable.test(id.board()))
                .map(CardId::toString)
                .toList());
  }
}
