package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.PARENTS_OPEN;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/// What a card waits for, as every way out of waiting asks.
final class Parents {

  private static final int NAMED = 10;

  private Parents() {}

  /// Where a card lands that nothing else holds: ready, or in its review, or todo while an edge to
  /// it is not met.
  static CardState landing(Session session, Card card) throws SQLException {
    return EdgeStore.allMet(session, card.id()) ? card.waits().rest() : CardState.TODO;
  }

  /// Refuses with `PARENTS_OPEN` while an edge to a card is not met.
  static void requireMet(Session session, String verb, CardId id) throws SQLException {
    var open = EdgeStore.notMet(session, id);
    if (!open.isEmpty()) {
      throw refusal(verb, id, open);
    }
  }

  /// Refuses with `PARENTS_OPEN` what an edge would cancel at once.
  static void requireNotCancelled(Session session, String verb, CardId id) throws SQLException {
    var cancelling = EdgeStore.cancelling(session, id);
    if (cancelling.isPresent()) {
      throw refusal(verb, id, List.of(cancelling.get()));
    }
  }

  private static Refusal refusal(String verb, CardId id, List<Edge> open) {
    String named = open.stream().limit(NAMED).map(Edge::tell).collect(Collectors.joining(", "));
    String more = open.size() > NAMED ? " and %d more".formatted(open.size() - NAMED) : "";
    return PARENTS_OPEN
        .because(
            "Cannot %s %s: it waits for %s%s. End them so, or unlink them.", verb, id, named, more)
        .with("card_id", id)
        .with(
            "parents",
            open.stream().map(edge -> edge.parent().toString()).collect(Collectors.joining(",")));
  }
}
