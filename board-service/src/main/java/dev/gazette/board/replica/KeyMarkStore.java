package dev.gazette.board.replica;

import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.Optional;

/// The table `key_mark`: the only class that knows its SQL.
final class KeyMarkStore {

  private KeyMarkStore() {}

  static Optional<String> find(Session session) throws SQLException {
    return session
        .sql("SELECT fingerprint FROM key_mark WHERE id = 1")
        .first(rows -> rows.getString(1));
  }

  /// Keeps a fingerprint in place of the one before.
  static void save(Session session, String fingerprint) throws SQLException {
    session
        .sql(
            """
            INSERT INTO key_mark (id, fingerprint) VALUES (1, ?)
                ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint
            """,
            fingerprint)
        .update();
  }
}
