package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `trash`: the only class that writes it.
final class TrashStore {

  private static final String ALL =
      "SELECT board_id, number, deleted_by, deleted_at_ms, purge_at_ms, unarchive FROM trash";

  private TrashStore() {}

  static void insert(Session session, Trashed trashed) throws SQLException {
    session
        .sql(
            """
            INSERT INTO trash (board_id, number, deleted_by, deleted_at_ms, purge_at_ms, unarchive)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            trashed.card().board().value(),
            trashed.card().number(),
            trashed.by(),
            trashed.deleteTime(),
            trashed.purgeTime(),
            trashed.unarchive())
        .update();
  }

  static Optional<Trashed> find(Session session, CardId id) throws SQLException {
    return session
        .sql(ALL + " WHERE board_id = ? AND number = ?", id.board().value(), id.number())
        .first(TrashStore::trashed);
  }

  static void delete(Session session, CardId id) throws SQLException {
    session
        .sql("DELETE FROM trash WHERE board_id = ? AND number = ?", id.board().value(), id.number())
        .update();
  }

  /// What is on a board, the last deleted first.
  ///
  /// @param before where the list goes on: the time and the number of the one before
  static List<Trashed> list(
      Session session, BoardId board, Instant before, long beforeNumber, int limit)
      throws SQLException {
    return session
        .sql(
            ALL
                + """
                 WHERE board_id = ? AND (deleted_at_ms, number) < (?, ?)
                 ORDER BY deleted_at_ms DESC, number DESC LIMIT ?
                """,
            board.value(),
            before,
            beforeNumber,
            limit)
        .list(TrashStore::trashed);
  }

  /// When the first card is to be removed for good.
  static Optional<Instant> nextPurge(Session session) throws SQLException {
    return session
        .sql("SELECT purge_at_ms FROM trash ORDER BY purge_at_ms LIMIT 1")
        .first(rows -> Instant.ofEpochMilli(rows.getLong(1)));
  }

  /// The card that is to be removed for good next, if its time has come.
  static Optional<CardId> due(Session session, Instant now) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM trash WHERE purge_at_ms <= ?
             ORDER BY purge_at_ms, board_id, number LIMIT 1
            """,
            now)
        .first(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2)));
  }

  private static Trashed trashed(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    return new Trashed(
        new CardId(new BoardId(cells.text()), cells.number()),
        cells.text(),
        cells.instant(),
        cells.instant(),
        cells.number() == 1);
  }
}
