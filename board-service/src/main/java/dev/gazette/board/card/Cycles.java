package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.EDGE_CYCLE;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps cards from waiting for themselves.
final class Cycles {

  /// How many cards are looked at to name the way of a cycle.
  private static final int MOST_LOOKED_AT = 10_000;

  private static final int NAMED = 10;

  private Cycles() {}

  /// Refuses with `EDGE_CYCLE` an edge whose parent waits for its child already, and names the way
  /// between them. Cards on boards that the caller may not read are not named.
  static void refuse(Session session, Edge edge, Predicate<BoardId> readable) throws SQLException {
    if (EdgeStore.leads(session, edge.child(), edge.parent())) {
      throw EDGE_CYCLE
          .because(
              "Cannot let %s wait for %s, which waits for it already: %s. Unlink one of"
                  + " these pairs first.",
              edge.child(), edge.parent(), tell(way(session, edge), readable))
          .with("parent_id", edge.parent())
          .with("child_id", edge.child());
    }
  }

  private static String tell(List<CardId> way, Predicate<BoardId> readable) {
    String named =
        way.stream()
            .limit(NAMED)
            .map(id -> readable.test(id.board()) ? id.toString() : "a card elsewhere")
            .collect(Collectors.joining(" → "));
    return way.size() > NAMED
        ? "%s → … (%d cards) → %s".formatted(named, way.size() - NAMED - 1, way.getLast())
        : named;
  }

  /// A shortest way from the child down to the parent, both included; only these two where it is
  /// too far to look.
  private static List<CardId> way(Session session, Edge edge) throws SQLException {
    var from = new HashMap<CardId, @Nullable CardId>();
    from.put(edge.child(), null);
    var next = new ArrayDeque<CardId>(List.of(edge.child()));
    while (!next.isEmpty() && !from.containsKey(edge.parent()) && from.size() < MOST_LOOKED_AT) {
      var card = next.remove();
      for (var below : EdgeStore.children(session, card)) {
        if (!from.containsKey(below.child())) {
          from.put(below.child(), card);
          next.add(below.child());
        }
      }
    }
    if (!from.containsKey(edge.parent())) {
      return List.of(edge.child(), edge.parent());
    }
    var way = new ArrayList<CardId>();
    for (@Nullable CardId card = edge.parent(); card != null; card = from.get(card)) {
      way.addFirst(card);
    }
    return way;
  }
}
