package dev.gazette.board.context;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;

/// Reads from `card` what an assignee did last, by an index of its own.
final class RecentStore {

  private RecentStore() {}

  /// The cards of an assignee on the board of a card that are done, but for that, newest first.
  static List<CardId> done(Session session, CardId besides, String assignee, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT number FROM card
             WHERE board_id = ? AND assignee = ? AND assignee <> '' AND state = 'DONE' AND number <> ?
             ORDER BY updated_at_ms DESC, number DESC LIMIT ?
            """,
            besides.board().value(),
            assignee,
            besides.number(),
            limit)
        .list(rows -> new CardId(besides.board(), rows.getLong(1)));
  }
}
