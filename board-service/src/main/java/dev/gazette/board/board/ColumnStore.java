package dev.gazette.board.board;

import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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

  /// The first column of a state; every board has one of each.
  static Column first(Session session, BoardId board, CardState state) throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM board_column WHERE board_id = ? AND state = ? ORDER BY place LIMIT 1
            """,
            board.value(),
            state)
        .first(ColumnStore::column)
        .orElseThrow();
  }

  /// Counts cards into a column, or out of it. By its key alone, because every verb makes it twice:
  /// one statement for both columns that answers them takes longer than a read and two of these.
  static void count(Session session, BoardId board, ColumnId id, int cards) throws SQLException {
    session
        .sql(
            """
            UPDATE board_column SET card_count = card_count + ? WHERE board_id = ? AND id = ?
            """,
            cards,
            board.value(),
            id.value())
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
