package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.Optional;

/// The table `card_key`: the only class that knows its SQL.
final class CardKeyStore {

  private CardKeyStore() {}

  /// The card that lives under a key, and what was asked then.
  record Living(CardId card, String contentHash) {}

  static Optional<Living> find(Session session, BoardId board, String key) throws SQLException {
    return session
        .sql(
            """
            SELECT number, content_hash FROM card_key
             WHERE board_id = ? AND idempotency_key = ? AND live = 1
            """,
            board.value(),
            key)
        .first(rows -> new Living(new CardId(board, rows.getLong(1)), rows.getString(2)));
  }

  static void insert(Session session, CardId id, CardKey key) throws SQLException {
    session
        .sql(
            """
            INSERT INTO card_key (board_id, number, idempotency_key, content_hash, live) VALUES (?, ?, ?, ?, 1)
            """,
            id.board().value(),
            id.number(),
            key.text(),
            key.contentHash())
        .update();
  }

  static void free(Session session, CardId id) throws SQLException {
    session
        .sql(
            "UPDATE card_key SET live = 0 WHERE board_id = ? AND number = ?",
            id.board().value(),
            id.number())
        .update();
  }

  static void takeBack(Session session, CardId id) throws SQLException {
    session
        .sql(
            """
            UPDATE card_key SET live = 1
             WHERE board_id = ? AND number = ?
               AND NOT EXISTS (SELECT 1 FROM card_key other
                                WHERE other.board_id = card_key.board_id
                                  AND other.idempotency_key = card_key.idempotency_key AND other.live = 1)
            """,
            id.board().value(),
            id.number())
        .update();
  }
}
