package dev.gazette.board.limit;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// What runs of what limits bound, counted in `card` and `run` when it is asked for: each walks an
/// index of the cards that run, up to a number.
final class RunningStore {

  private RunningStore() {}

  static List<CardId> of(Session session, WipLimit.Of cards, int atMost) throws SQLException {
    if (!cards.assignee().isEmpty()) {
      return cards.board().isPresent()
          ? of(session, cards.board().get(), cards.assignee(), atMost)
          : ofAssignee(session, cards.assignee(), atMost);
    }
    return cards.board().isPresent()
        ? of(session, cards.board().get(), atMost)
        : all(session, atMost);
  }

  private static List<CardId> of(Session session, BoardId board, String assignee, int atMost)
      throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM card
             WHERE state = 'RUNNING' AND assignee <> '' AND assignee = ? AND board_id = ?
             ORDER BY number LIMIT ?
            """,
            assignee,
            board.value(),
            atMost)
        .list(RunningStore::card);
  }

  private static List<CardId> ofAssignee(Session session, String assignee, int atMost)
      throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM card WHERE state = 'RUNNING' AND assignee <> '' AND assignee = ?
             ORDER BY board_id, number LIMIT ?
            """,
            assignee,
            atMost)
        .list(RunningStore::card);
  }

  /// By the board's columns, whose index knows the cards of each.
  private static List<CardId> of(Session session, BoardId board, int atMost) throws SQLException {
    return session
        .sql(
            """
            SELECT card.board_id, card.number FROM board_column
              JOIN card ON card.board_id = board_column.board_id AND card.column_id = board_column.id
             WHERE board_column.board_id = ? AND board_column.state = 'RUNNING'
             ORDER BY board_column.place, card.precedence, card.number LIMIT ?
            """,
            board.value(),
            atMost)
        .list(RunningStore::card);
  }

  private static List<CardId> all(Session session, int atMost) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM run WHERE lease_expires_at_ms IS NOT NULL
             ORDER BY lease_expires_at_ms LIMIT ?
            """,
            atMost)
        .list(RunningStore::card);
  }

  static List<CardId> of(Session session, PoolId pool, int atMost) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM card WHERE state = 'RUNNING' AND pool_id <> '' AND pool_id = ?
             ORDER BY board_id, number LIMIT ?
            """,
            pool.value(),
            atMost)
        .list(RunningStore::card);
  }

  private static CardId card(ResultSet rows) throws SQLException {
    return new CardId(new BoardId(rows.getString(1)), rows.getLong(2));
  }
}
