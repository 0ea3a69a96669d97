package dev.gazette.board.board;

import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The table `board`: the only class that knows its SQL.
final class BoardStore {

  private BoardStore() {}

  static void insert(Session session, Board board) throws SQLException {
    session
        .sql(
            """
            INSERT INTO board (id, title, description, last_number, version, created_at_ms, updated_at_ms)
            VALUES (?, ?, ?, 0, ?, ?, ?)
            """,
            board.id().value(),
            board.title(),
            board.description(),
            board.version(),
            board.createTime(),
            board.updateTime())
        .update();
  }

  static void update(Session session, Board board) throws SQLException {
    session
        .sql(
            "UPDATE board SET title = ?, description = ?, version = ?, updated_at_ms = ? WHERE id = ?",
            board.title(),
            board.description(),
            board.version(),
            board.updateTime(),
            board.id().value())
        .update();
  }

  static Optional<Board> find(Session session, BoardId id) throws SQLException {
    var columns = ColumnStore.list(session, id);
    return session
        .sql("SELECT * FROM board WHERE id = ?", id.value())
        .first(rows -> board(rows, id, columns));
  }

  private static Board board(ResultSet rows, BoardId id, List<Column> columns) throws SQLException {
    return new Board(
        id,
        rows.getString("title"),
        rows.getString("description"),
        columns,
        Instant.ofEpochMilli(rows.getLong("created_at_ms")),
        Instant.ofEpochMilli(rows.getLong("updated_at_ms")),
        rows.getLong("version"));
  }

  static boolean exists(Session session, BoardId id) throws SQLException {
    return session.sql("SELECT 1 FROM board WHERE id = ?", id.value()).exists();
  }

  /// The ids after one, in order.
  static List<BoardId> ids(Session session, String after, int limit) throws SQLException {
    return session
        .sql("SELECT id FROM board WHERE id > ? ORDER BY id LIMIT ?", after, limit)
        .list(rows -> new BoardId(rows.getString(1)));
  }

  /// Takes the next number for a card; empty when there is no such board.
  static OptionalLong nextNumber(Session session, BoardId id) throws SQLException {
    var number =
        session
            .sql(
                "UPDATE board SET last_number = last_number + 1 WHERE id = ? RETURNING last_number",
                id.value())
            .list(rows -> rows.getLong(1));
    return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number.getFirst());
  }
}
