package dev.gazette.board.board;

import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `board_column`: the only class that knows its SQL.
final class ColumnStore {

  private ColumnStore() {}

  static List<Column> list(Session session, BoardId board) throws SQLException {
    return session
        .sql("SELECT * FROM board_column WHERE board_id = ? ORDER BY place", board.value())
        .list(ColumnStore::column);
  }

  static Optional<Column> find(Session session, BoardId board, ColumnId id) throws SQLException {
    return session
        .sql("SELECT * FROM board_column WHERE board_id = ? AND id = ?", board.value(), id.value())
        .first(ColumnStore::column);
  }

  static void insert(Session session, BoardId board, List<Column> columns) throws SQLException {
    for (int place = 0; place < columns.size(); place++) {
      var column = columns.get(place);
      session
          .sql(
              """
              INSERT INTO board_column (board_id, id, place, title, state, wip_limit, card_count)
              VALUES (?, ?, ?, ?, ?, ?, ?)
              """,
              board.value(),
              column.id().value(),
              place,
              column.title(),
              column.state(),
              column.wipLimit(),
              column.cardCount())
          .update();
    }
  }

  static void replace(Session session, BoardId board, List<Column> columns) throws SQLException {
    session.sql("DELETE FROM board_column WHERE board_id = ?", board.value()).update();
    insert(session, board, columns);
  }

  /// Counts one card out of a column, when it comes from one, and into another. Answers the column
  /// it came into, with it.
  static Column count(Session session, BoardId board, @Nullable ColumnId from, ColumnId to)
      throws SQLException {
    return session
        .sql(
            """
            UPDATE board_column SET card_count = card_count + CASE WHEN id = ? THEN 1 ELSE -1 END
             WHERE board_id = ? AND id IN (?, ?) RETURNING *
            """,
            to.value(),
            board.value(),
            to.value(),
            from == null ? "" : from.value())
        .list(ColumnStore::column)
        .stream()
        .filter(column -> column.id().equals(to))
        .findFirst()
        .orElseThrow();
  }

  /// Counts one card out of a column, when it comes from one, and into the first of another state.
  /// Answers the column it came into, with it. One statement, because every verb makes it.
  static Column count(Session session, BoardId board, @Nullable ColumnId from, CardState to)
      throws SQLException {
    return session
        .sql(
            """
            UPDATE board_column SET card_count = card_count + CASE WHEN id = ? THEN -1 ELSE 1 END
             WHERE board_id = ?
               AND id IN (?, (SELECT id FROM board_column WHERE board_id = ? AND state = ?
                               ORDER BY place LIMIT 1))
            RETURNING *
            """,
            from == null ? "" : from.value(),
            board.value(),
            from == null ? "" : from.value(),
            board.value(),
            to)
        .list(ColumnStore::column)
        .stream()
        .filter(column -> !column.id().equals(from))
        .findFirst()
        .orElseThrow();
  }

  /// Counts one card out of a column.
  static void countOut(Session session, BoardId board, ColumnId from) throws SQLException {
    session
        .sql(
            "UPDATE board_column SET card_count = card_count - 1 WHERE board_id = ? AND id = ?",
            board.value(),
            from.value())
        .update();
  }

  private static Column column(ResultSet rows) throws SQLException {
    return new Column(
        new ColumnId(rows.getString("id")),
        rows.getString("title"),
        CardState.valueOf(rows.getString("state")),
        rows.getInt("wip_limit"),
        rows.getInt("card_count"));
  }
}
