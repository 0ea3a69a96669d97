package dev.gazette.board.board;

import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table `board_column`: the only class that knows its SQL. What its columns hold it counts in
/// `card`.
final class ColumnStore {

  private ColumnStore() {}

  static List<Column> list(Session session, BoardId board) throws SQLException {
    return session
        .sql(
            "SELECT id, title, state, wip_limit FROM board_column WHERE board_id = ? ORDER BY place",
            board.value())
        .list(ColumnStore::column);
  }

  /// The same, and whether the board was removed.
  static Columns.Layout layout(Session session, BoardId board) throws SQLException {
    var removed = new ArrayList<Boolean>();
    var columns =
        session
            .sql(
                """
                SELECT board_column.id, board_column.title, state, wip_limit, removed_at_ms IS NOT NULL
                  FROM board_column JOIN board ON board.id = board_column.board_id
                 WHERE board_id = ? ORDER BY place
                """,
                board.value())
            .list(rows -> {
              removed.add(rows.getBoolean(5));
              return column(rows);
            });
    return new Columns.Layout(columns, removed.contains(true));
  }

  static void insert(Session session, BoardId board, List<Column> columns) throws SQLException {
    for (int place = 0; place < columns.size(); place++) {
      var column = columns.get(place);
      session
          .sql(
              """
              INSERT INTO board_column (board_id, id, place, title, state, wip_limit)
              VALUES (?, ?, ?, ?, ?, ?)
              """,
              board.value(),
              column.id().value(),
              place,
              column.title(),
              column.state(),
              column.wipLimit())
          .update();
    }
  }

  static void replace(Session session, BoardId board, List<Column> columns) throws SQLException {
    session.sql("DELETE FROM board_column WHERE board_id = ?", board.value()).update();
    insert(session, board, columns);
  }

  /// How many cards each column holds; those without a card are left out.
  static Map<ColumnId, Integer> counts(Session session, BoardId board) throws SQLException {
    var counts = new HashMap<ColumnId, Integer>();
    session
        .sql(
            """
            SELECT column_id, COUNT(*) FROM card WHERE board_id = ? AND column_id <> '' GROUP BY column_id
            """,
            board.value())
        .list(rows -> counts.put(new ColumnId(rows.getString(1)), rows.getInt(2)) == null);
    return counts;
  }

  /// How many cards a column holds, counted up to a number.
  static int count(Session session, BoardId board, ColumnId id, int most) throws SQLException {
    return (int)
        session
            .sql(
                """
                SELECT COUNT(*) FROM (SELECT 1 FROM card WHERE board_id = ? AND column_id = ? LIMIT ?) AS counted
                """,
                board.value(),
                id.value(),
                most)
            .number();
  }

  private static Column column(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    return new Column(
        new ColumnId(cells.text()),
        cells.text(),
        CardState.valueOf(cells.text()),
        (int) cells.number());
  }
}
