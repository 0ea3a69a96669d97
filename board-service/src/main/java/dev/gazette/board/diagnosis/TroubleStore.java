package dev.gazette.board.diagnosis;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Cards that may be in trouble, read from `card` and `card_wait` along their indexes.
final class TroubleStore {

  private TroubleStore() {}

  /// A card, and since when it may be in trouble.
  record Suspect(CardId card, Instant since) {}

  /// The cards of a board in a state that have waited for a person since a time or longer, longest
  /// first.
  static List<Suspect> waiting(
      Session session, BoardId board, CardState state, Instant since, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT number, asked_at_ms FROM card_wait
             WHERE board_id = ? AND state = ? AND asked_at_ms IS NOT NULL AND asked_at_ms <= ?
             ORDER BY asked_at_ms LIMIT ?
            """,
            board.value(),
            state,
            since,
            limit)
        .list(rows -> suspect(rows, board));
  }

  /// The dead letters of a board, oldest first.
  static List<Suspect> dead(Session session, BoardId board, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT number, asked_at_ms FROM card_wait
             WHERE board_id = ? AND state = 'BLOCKED' AND asked_at_ms IS NOT NULL AND block_kind = 'DEAD_LETTER'
             ORDER BY asked_at_ms LIMIT ?
            """,
            board.value(),
            limit)
        .list(rows -> suspect(rows, board));
  }

  /// The cards of a board whose attempts failed twice or more in a row, most often first.
  static List<CardId> failing(Session session, BoardId board, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT number FROM card_wait WHERE board_id = ? AND failures >= 2
             ORDER BY failures DESC, number LIMIT ?
            """,
            board.value(),
            limit)
        .list(rows -> new CardId(board, rows.getLong(1)));
  }

  /// The ready cards that are to be claimed first, with when each last changed.
  static List<Suspect> firstReady(Session session, BoardId board, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT number, updated_at_ms FROM card WHERE board_id = ? AND state = 'READY'
             ORDER BY precedence, number LIMIT ?
            """,
            board.value(),
            limit)
        .list(rows -> suspect(rows, board));
  }

  private static Suspect suspect(ResultSet rows, BoardId board) throws SQLException {
    return new Suspect(new CardId(board, rows.getLong(1)), Instant.ofEpochMilli(rows.getLong(2)));
  }
}
