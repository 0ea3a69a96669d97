package dev.gazette.auth.audit;

import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The table `audit_entry`: the only class that knows its SQL.
final class AuditStore {

  private AuditStore() {}

  static void add(
      Session session,
      String action,
      String actor,
      String subject,
      String detail,
      boolean refused,
      Instant now)
      throws SQLException {
    session
        .sql(
            """
            INSERT INTO audit_entry (entry_id, action, actor, subject, detail, refused, created_at_ms)
            VALUES ((SELECT COALESCE(MAX(entry_id), 0) + 1 FROM audit_entry), ?, ?, ?, ?, ?, ?)
            """,
            action,
            actor,
            subject,
            detail,
            refused,
            now)
        .update();
  }

  /// Drops the oldest refusals beyond a number; answers how many.
  static int keepNewestRefusals(Session session, int kept) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM audit_entry
             WHERE refused = 1 AND entry_id <= (
               SELECT entry_id FROM audit_entry WHERE refused = 1
                ORDER BY entry_id DESC LIMIT 1 OFFSET ?)
            """,
            kept)
        .update();
  }

  /// The entries before a number, newest first.
  static List<AuditEntry> before(Session session, long id, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT entry_id, action, actor, subject, detail, created_at_ms FROM audit_entry
             WHERE entry_id < ? ORDER BY entry_id DESC LIMIT ?
            """,
            id,
            limit)
        .list(AuditStore::entry);
  }

  private static AuditEntry entry(ResultSet rows) throws SQLException {
    return new AuditEntry(
        rows.getLong("entry_id"),
        rows.getString("action"),
        rows.getString("actor"),
        rows.getString("subject"),
        rows.getString("detail"),
        Instant.ofEpochMilli(rows.getLong("created_at_ms")));
  }
}
