package dev.gazette.platform.access;

import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;

/// The table `call_count`: the only class that knows its SQL.
final class CallCountStore {

  private CallCountStore() {}

  /// What a token called on a day.
  record Counted(String tokenId, int calls) {}

  /// The counts of a day, the highest first.
  static List<Counted> of(Session session, long day, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT token_id, calls FROM call_count WHERE day = ?
             ORDER BY calls DESC LIMIT ?
            """,
            day,
            limit)
        .list(r -> new Counted(r.getString(1), r.getInt(2)));
  }

  /// Adds calls to a token's count of a day; answers the sum.
  static int add(Session session, String tokenId, long day, int calls) throws SQLException {
    return (int)
        session
            .sql(
                """
                INSERT INTO call_count (token_id, day, calls) VALUES (?, ?, ?)
                    ON CONFLICT (token_id, day) DO UPDATE
                   SET calls = call_count.calls + excluded.calls
                RETURNING calls
                """,
                tokenId,
                day,
                calls)
            .number();
  }

  /// Forgets the counts from before a day.
  static void forget(Session session, long before) throws SQLException {
    session.sql("DELETE FROM call_count WHERE day < ?", before).update();
  }
}
