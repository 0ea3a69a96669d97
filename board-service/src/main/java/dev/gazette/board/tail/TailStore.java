package dev.gazette.board.tail;

import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;

/// The table `tail`: the only class that knows its SQL.
final class TailStore {

  private TailStore() {}

  /// Where the copy of a log goes on; empty for its beginning.
  static String resumeToken(Session session, String origin) throws SQLException {
    return session
        .sql("SELECT resume_token FROM tail WHERE origin = ?", origin)
        .first(rows -> rows.getString(1))
        .orElse("");
  }

  static void save(Session session, String origin, String resumeToken, Instant now)
      throws SQLException {
    session
        .sql(
            """
            INSERT INTO tail (origin, resume_token, updated_at_ms) VALUES (?, ?, ?)
                ON CONFLICT (origin) DO UPDATE
               SET resume_token = excluded.resume_token, updated_at_ms = excluded.updated_at_ms
            """,
            origin,
            resumeToken,
            now)
        .update();
  }
}
