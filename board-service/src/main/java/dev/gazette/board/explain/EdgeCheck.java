package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A card waits for each parent that has not ended as its edge wants.
@Singleton
public final class EdgeCheck implements Check {

  private static final int NAMED = 20;

  private final Cards cards;

  /// A check that looks parents up among these.
  public EdgeCheck(Cards cards) {
    this.cards = cards;
  }

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (card.state().ended() || card.state() == CardState.ARCHIVED) {
      return List.of();
    }
    var edges = EdgeStore.notMet(session, card.id());
    var gates = new ArrayList<Gate>();
    for (var edge : edges.subList(0, Math.min(edges.size(), NAMED))) {
      gates.add(
          Gate.of(GateKind.DEPENDENCY, why(session, edge, readable), unlink(edge))
              .blockedBy(List.of(edge.parent().toString())));
    }
    if (edges.size() > NAMED) {
      var more = edges.subList(NAMED, edges.size());
      gates.add(
          Gate.of(
                  GateKind.DEPENDENCY,
                  "It waits for %d more cards".formatted(more.size()),
                  "gazette card show " + card.id())
              .blockedBy(more.stream().map(Edge::parent).map(CardId::toString).toList()));
    }
    return gates;
  }

  private String why(Session session, Edge edge, Predicate<BoardId> readable) throws SQLException {
    String state = "";
    if (readable.test(edge.parent().board())) {
      state =
          cards
              .find(session, edge.parent())
              .map(parent -> ", which is " + parent.state().word())
              .orElse(", which is in the trash or whose board is");
    }
    return "It waits for %s%s: %s".formatted(edge.tell(), state, edge.condition());
  }

  private static String unlink(Edge edge) {
    return "gazette card unlink %s %s".formatted(edge.parent(), edge.child());
  }
}
