package dev.gazette.board.edge;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `edge`: the only class that knows its SQL.
public final class EdgeStore {

  private static final String ALL =
      """
      SELECT parent_board_id, parent_number, child_board_id, child_number, condition, outcome, otherwise, standing
        FROM edge
      """;
  private static final String OF_CHILD = " WHERE child_board_id = ? AND child_number = ?";
  private static final String OF_PARENT = " WHERE parent_board_id = ? AND parent_number = ?";

  private EdgeStore() {}

  /// Writes an edge, in place of one between the same cards.
  public static void save(Session session, Edge edge) throws SQLException {
    session
        .sql(
            """
            INSERT INTO edge (parent_board_id, parent_number, child_board_id, child_number, condition, outcome,
                              otherwise, standing)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (parent_board_id, parent_number, child_board_id, child_number) DO UPDATE
               SET condition = excluded.condition, outcome = excluded.outcome, otherwise = excluded.otherwise,
                   standing = excluded.standing
            """,
            edge.parent().board().value(),
            edge.parent().number(),
            edge.child().board().value(),
            edge.child().number(),
            edge.condition().kind(),
            edge.condition().outcome(),
            edge.otherwise(),
            edge.standing())
        .update();
  }

  /// Takes the edge between two cards away.
  public static void delete(Session session, CardId parent, CardId child) throws SQLException {
    session
        .sql(
            "DELETE FROM edge" + OF_PARENT + " AND child_board_id = ? AND child_number = ?",
            parent.board().value(),
            parent.number(),
            child.board().value(),
            child.number())
        .update();
  }

  /// The edge between two cards.
  public static Optional<Edge> find(Session session, CardId parent, CardId child)
      throws SQLException {
    return session
        .sql(
            ALL + OF_PARENT + " AND child_board_id = ? AND child_number = ?",
            parent.board().value(),
            parent.number(),
            child.board().value(),
            child.number())
        .first(EdgeStore::edge);
  }

  /// The edges to a card, by parent; at most {@link Edge#MOST}.
  public static List<Edge> parents(Session session, CardId child) throws SQLException {
    return session
        .sql(
            ALL + OF_CHILD + " ORDER BY parent_board_id, parent_number",
            child.board().value(),
            child.number())
        .list(EdgeStore::edge);
  }

  /// The edges from a card, by child; at most {@link Edge#MOST}.
  public static List<Edge> children(Session session, CardId parent) throws SQLException {
    return session
        .sql(
            ALL + OF_PARENT + " ORDER BY child_board_id, child_number",
            parent.board().value(),
            parent.number())
        .list(EdgeStore::edge);
  }

  /// Some edges of a card, either way; none when it has none.
  public static List<Edge> some(Session session, CardId card, int limit) throws SQLException {
    var to = some(session, OF_CHILD, card, limit);
    return to.isEmpty() ? some(session, OF_PARENT, card, limit) : to;
  }

  private static List<Edge> some(Session session, String of, CardId card, int limit)
      throws SQLException {
    return session
        .sql(
            ALL
                + of
                + " ORDER BY parent_board_id, parent_number, child_board_id, child_number LIMIT ?",
            card.board().value(),
            card.number(),
            limit)
        .list(EdgeStore::edge);
  }

  /// The edges to a card that are not met, by parent.
  public static List<Edge> notMet(Session session, CardId child) throws SQLException {
    return session
        .sql(
            ALL
                + OF_CHILD
                + " AND standing IN ('OPEN', 'UNMET') ORDER BY parent_board_id, parent_number",
            child.board().value(),
            child.number())
        .list(EdgeStore::edge);
  }

  /// Whether every edge to a card is met; one without edges waits for nothing.
  public static boolean allMet(Session session, CardId child) throws SQLException {
    return !session
        .sql(
            "SELECT 1 FROM edge" + OF_CHILD + " AND standing IN ('OPEN', 'UNMET') LIMIT 1",
            child.board().value(),
            child.number())
        .exists();
  }

  /// An edge that cancels a card, if there is one.
  public static Optional<Edge> cancelling(Session session, CardId child) throws SQLException {
    return session
        .sql(
            ALL
                + OF_CHILD
                + """
                 AND standing = 'UNMET' AND otherwise = 'CANCEL' ORDER BY parent_board_id, parent_number LIMIT 1
                """,
            child.board().value(),
            child.number())
        .first(EdgeStore::edge);
  }

  /// How many edges lead to a card.
  public static int countParents(Session session, CardId child) throws SQLException {
    return (int)
        session
            .sql("SELECT COUNT(*) FROM edge" + OF_CHILD, child.board().value(), child.number())
            .number();
  }

  /// How many edges lead from a card.
  public static int countChildren(Session session, CardId parent) throws SQLException {
    return (int)
        session
            .sql("SELECT COUNT(*) FROM edge" + OF_PARENT, parent.board().value(), parent.number())
            .number();
  }

  /// Whether a way of edges leads from a card down to another one.
  public static boolean leads(Session session, CardId from, CardId to) throws SQLException {
    return session
        .sql(
            """
            WITH RECURSIVE below (board_id, number) AS (
              SELECT CAST(? AS TEXT), CAST(? AS BIGINT)
              UNION
              SELECT edge.child_board_id, edge.child_number
                FROM below JOIN edge ON edge.parent_board_id = below.board_id AND edge.parent_number = below.number)
            SELECT 1 FROM below WHERE board_id = ? AND number = ? LIMIT 1
            """,
            from.board().value(),
            from.number(),
            to.board().value(),
            to.number())
        .exists();
  }

  private static Edge edge(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    return new Edge(
        new CardId(new BoardId(cells.text()), cells.number()),
        new CardId(new BoardId(cells.text()), cells.number()),
        new Condition(Condition.Kind.valueOf(cells.text()), cells.text()),
        Otherwise.valueOf(cells.text()),
        EdgeStanding.valueOf(cells.text()));
  }
}
