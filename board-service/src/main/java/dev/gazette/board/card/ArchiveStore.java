package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads cards for exports and imports, along the primary key or the index of columns.
final class ArchiveStore {

  private static final String NOT_MET =
      """
      EXISTS (SELECT 1 FROM edge WHERE edge.child_board_id = card.board_id AND edge.child_number = card.number
                 AND edge.standing <> 'MET')
      """;

  private ArchiveStore() {}

  /// The cards of a board after a number, but for those in the trash.
  static List<CardId> ids(Session session, BoardId board, long after, int limit)
      throws SQLException {
    return session
        .sql(
            "SELECT number FROM card WHERE board_id = ? AND number > ? AND "
                + CardRowStore.NOT_TRASHED
                + " ORDER BY number LIMIT ?",
            board.value(),
            after,
            limit)
        .list(rows -> new CardId(board, rows.getLong(1)));
  }

  /// The key that a card lives under.
  static Optional<CardKey> key(Session session, CardId id) throws SQLException {
    return session
        .sql(
            "SELECT idempotency_key, content_hash FROM card_key WHERE board_id = ? AND number = ? AND live = 1",
            id.board().value(),
            id.number())
        .first(rows -> new CardKey(rows.getString(1), rows.getString(2)));
  }

  /// Cards in todo that wait for nothing, or that an edge cancels.
  static List<CardId> released(Session session, BoardId board, int limit) throws SQLException {
    return ids(
        session,
        board,
        """
        state = 'TODO' AND (NOT %s
           OR EXISTS (SELECT 1 FROM edge WHERE edge.child_board_id = card.board_id AND edge.child_number = card.number
                         AND edge.standing = 'UNMET' AND edge.otherwise = 'CANCEL'))
        """
            .formatted(NOT_MET),
        limit);
  }

  /// Cards that may go on though they wait for something.
  static List<CardId> hasty(Session session, BoardId board, int limit) throws SQLException {
    return ids(session, board, "state IN ('READY', 'REVIEW') AND " + NOT_MET, limit);
  }

  private static List<CardId> ids(Session session, BoardId board, String which, int limit)
      throws SQLException {
    return session
        .sql(
            "SELECT number FROM card WHERE board_id = ? AND " + which + " ORDER BY number LIMIT ?",
            board.value(),
            limit)
        .list(rows -> new CardId(board, rows.getLong(1)));
  }
}
