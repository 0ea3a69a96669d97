package dev.gazette.probe.file;

import dev.gazette.platform.store.Session;
import dev.gazette.probe.repository.RepositoryId;
import java.sql.SQLException;
import java.time.Instant;

/// The tables `accepted_order` and `file_epoch`: the only class that knows their SQL.
final class OrderStore {

  private OrderStore() {}

  static boolean seen(Session session, String nonce) throws SQLException {
    return session.sql("SELECT 1 FROM accepted_order WHERE nonce = ?", nonce).exists();
  }

  /// The highest epoch accepted for a file; 0 for none.
  static long epoch(Session session, RepositoryId id, ManagedPath path) throws SQLException {
    return session
        .sql(
            "SELECT epoch FROM file_epoch WHERE repository_id = ? AND relative_path = ?",
            id.value(),
            path.fileName())
        .number();
  }

  static void accept(Session session, Order order, Instant keepUntil) throws SQLException {
    session
        .sql(
            "INSERT INTO accepted_order (nonce, expires_at_ms) VALUES (?, ?)",
            order.nonce(),
            keepUntil)
        .update();
    session
        .sql(
            """
            INSERT INTO file_epoch (repository_id, relative_path, epoch) VALUES (?, ?, ?)
                ON CONFLICT (repository_id, relative_path) DO UPDATE SET epoch = excluded.epoch
            """,
            order.repository().value(),
            order.path().fileName(),
            order.epoch())
        .update();
  }

  /// Forgets orders that lapsed before a time; at most so many.
  static void forget(Session session, Instant before, int limit) throws SQLException {
    session
        .sql(
            """
            DELETE FROM accepted_order WHERE nonce IN (
              SELECT nonce FROM accepted_order WHERE expires_at_ms < ?
               ORDER BY expires_at_ms LIMIT ?)
            """,
            before,
            limit)
        .update();
  }
}
