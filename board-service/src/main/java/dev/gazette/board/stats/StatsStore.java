package dev.gazette.board.stats;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts cards in `card`, each query by an index that holds all it reads.
final class StatsStore {

  private StatsStore() {}

  /// By the index of columns: a column is of one state, and what is archived has none. What is in
  /// the trash is archived, and does not count.
  static Map<CardState, Integer> states(Session session, BoardId board) throws SQLException {
    var states = new EnumMap<CardState, Integer>(CardState.class);
    session
        .sql(
            """
            SELECT COALESCE(board_column.state, 'ARCHIVED'), SUM(counted.cards) FROM
                   (SELECT column_id, COUNT(*) AS cards FROM card WHERE board_id = ? GROUP BY column_id) AS counted
              LEFT JOIN board_column ON board_column.board_id = ? AND board_column.id = counted.column_id
             GROUP BY 1
            """,
            board.value(),
            board.value())
        .list(rows -> states.put(CardState.valueOf(rows.getString(1)), rows.getInt(2)) == null);
    int trashed =
        (int) session.sql("SELECT COUNT(*) FROM trash WHERE board_id = ?", board.value()).number();
    states.computeIfPresent(
        CardState.ARCHIVED, (_, archived) -> archived == trashed ? null : archived - trashed);
    return states;
  }

  static Optional<Stats.Oldest> oldestReady(Session session, BoardId board) throws SQLException {
    return session
        .sql(
            """
            SELECT number, created_at_ms FROM card
             WHERE board_id = ?
               AND number = (SELECT MIN(number) FROM card WHERE board_id = ? AND state = 'READY')
            """,
            board.value(),
            board.value())
        .first(rows ->
            new Stats.Oldest(
                new CardId(board, rows.getLong(1)), Instant.ofEpochMilli(rows.getLong(2))));
  }

  /// First the names of the page, then the counts of these.
  static List<Stats.OfAssignee> assignees(Session session, BoardId board, String after, int limit)
      throws SQLException {
    var names =
        session
            .sql(
                """
                SELECT DISTINCT assignee FROM card
                 WHERE board_id = ? AND assignee > ? AND assignee <> '' AND former_state IS NULL
                 ORDER BY assignee LIMIT ?
                """,
                board.value(),
                after,
                limit)
            .list(rows -> rows.getString(1));
    var assignees = new ArrayList<Stats.OfAssignee>();
    for (String name : names) {
      assignees.add(new Stats.OfAssignee(name, states(session, board, name)));
    }
    return assignees;
  }

  private static Map<CardState, Integer> states(Session session, BoardId board, String assignee)
      throws SQLException {
    var states = new EnumMap<CardState, Integer>(CardState.class);
    session
        .sql(
            """
            SELECT state, COUNT(*) FROM card
             WHERE board_id = ? AND assignee = ? AND assignee <> '' AND former_state IS NULL
             GROUP BY state
            """,
            board.value(),
            assignee)
        .list(rows -> states.put(CardState.valueOf(rows.getString(1)), rows.getInt(2)) == null);
    return states;
  }
}
