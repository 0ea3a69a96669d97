package dev.gazette.board.board;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Statement.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table `board`: the only class that knows its SQL.
final class BoardStore {

  private BoardStore() {}

  static void insert(Session session, Board board) throws SQLException {
    session
        .sql(
            """
            INSERT INTO board (id, title, description, default_assignee, last_number, version, created_at_ms, updated_at_ms)
            VALUES (?, ?, ?, ?, 0, ?, ?, ?)
            """,
            board.id().value(),
            board.title(),
            board.description(),
            board.defaultAssignee(),
            board.version(),
            board.createTime(),
            board.updateTime())
        .update();
  }

  static void update(Session session, Board board) throws SQLException {
    session
        .sql(
            """
            UPDATE board SET title = ?, description = ?, default_assignee = ?, version = ?, updated_at_ms = ? WHERE id = ?
            """,
            board.title(),
            board.description(),
            board.defaultAssignee(),
            board.version(),
            board.updateTime(),
            board.id().value())
        .update();
  }

  /// Writes that a board was removed, is back, or has nothing left.
  static void saveRemoval(Session session, Board board) throws SQLException {
    var removal = board.removal();
    session
        .sql(
            """
            UPDATE board SET created_at_ms = ?, removed_by = ?, removed_at_ms = ?, purge_at_ms = ? WHERE id = ?
            """,
            board.createTime(),
            removal == null ? "" : removal.by(),
            removal == null ? null : removal.removeTime(),
            removal == null ? null : removal.purgeTime(),
            board.id().value())
        .update();
    update(session, board);
  }

  /// A board that is there.
  static Optional<Board> find(Session session, BoardId id) throws SQLException {
    return any(session, id).filter(board -> board.removal() == null);
  }

  /// A board, also one that was removed.
  static Optional<Board> any(Session session, BoardId id) throws SQLException {
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
        rows.getString("default_assignee"),
        columns,
        Instant.ofEpochMilli(rows.getLong("created_at_ms")),
        Instant.ofEpochMilli(rows.getLong("updated_at_ms")),
        rows.getLong("version"),
        removal(rows));
  }

  private static @Nullable Removal removal(ResultSet rows) throws SQLException {
    var removed = Row.instant(rows, "removed_at_ms");
    return removed == null
        ? null
        : new Removal(rows.getString("removed_by"), removed, Row.instant(rows, "purge_at_ms"));
  }

  static boolean exists(Session session, BoardId id) throws SQLException {
    return session
        .sql("SELECT 1 FROM board WHERE id = ? AND removed_at_ms IS NULL", id.value())
        .exists();
  }

  /// The boards that are not there, though their rows are.
  static Set<BoardId> notThere(Session session) throws SQLException {
    return Set.copyOf(
        session
            .sql("SELECT id FROM board WHERE removed_at_ms IS NOT NULL")
            .list(rows -> new BoardId(rows.getString(1))));
  }

  /// The ids after one, in order.
  ///
  /// @param removed whether also those that can be restored
  static List<BoardId> ids(Session session, String after, boolean removed, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT id FROM board WHERE id > ? AND (removed_at_ms IS NULL OR (removed_by <> '' AND ? = 1))
             ORDER BY id LIMIT ?
            """,
            after,
            removed,
            limit)
        .list(rows -> new BoardId(rows.getString(1)));
  }

  /// Removes the row of a board that never was, and its columns.
  static void delete(Session session, BoardId id) throws SQLException {
    session.sql("DELETE FROM board_column WHERE board_id = ?", id.value()).update();
    session.sql("DELETE FROM board WHERE id = ?", id.value()).update();
  }

  /// Notes that a card of a number came in.
  static void reach(Session session, BoardId id, long number) throws SQLException {
    session
        .sql(
            "UPDATE board SET last_number = ? WHERE id = ? AND last_number < ?",
            number,
            id.value(),
            number)
        .update();
  }

  /// When the first removed board is to go for good.
  static Optional<Instant> nextPurge(Session session) throws SQLException {
    return session
        .sql(
            "SELECT purge_at_ms FROM board WHERE purge_at_ms IS NOT NULL ORDER BY purge_at_ms LIMIT 1")
        .first(rows -> Instant.ofEpochMilli(rows.getLong(1)));
  }

  /// The removed board that is to go for good next, if its time has come.
  static Optional<BoardId> due(Session session, Instant now) throws SQLException {
    return session
        .sql(
            """
            SELECT id FROM board WHERE purge_at_ms IS NOT NULL AND purge_at_ms <= ?
             ORDER BY purge_at_ms, id LIMIT 1
            """,
            now)
        .first(rows -> new BoardId(rows.getString(1)));
  }

  /// Takes the next number for a card; empty when there is no such board.
  static Optional<Boards.Place> nextPlace(Session session, BoardId id) throws SQLException {
    var places =
        session
            .sql(
                """
                UPDATE board SET last_number = last_number + 1 WHERE id = ? AND removed_at_ms IS NULL
                RETURNING last_number, default_assignee
                """,
                id.value())
            .list(rows -> new Boards.Place(new CardId(id, rows.getLong(1)), rows.getString(2)));
    return places.stream().findFirst();
  }
}
