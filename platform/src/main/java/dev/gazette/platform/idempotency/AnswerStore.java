package dev.gazette.platform.idempotency;

import com.google.protobuf.ByteString;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `answer`: the only class that knows its SQL.
final class AnswerStore {

  private AnswerStore() {}

  /// A kept answer.
  ///
  /// @param requestHash of the request it answered
  /// @param response the serialized answer; null for one that held a secret
  record Kept(ByteString requestHash, @Nullable ByteString response) {}

  static Optional<Kept> find(Session session, RequestKey key, Instant notBefore)
      throws SQLException {
    return session
        .sql(
            """
            SELECT request_hash, response FROM answer
             WHERE caller = ? AND method = ? AND request_id = ? AND created_at_ms >= ?
            """,
            key.caller(),
            key.method(),
            key.requestId(),
            notBefore)
        .first(r -> new Kept(ByteString.copyFrom(r.getBytes(1)), bytes(r.getBytes(2))));
  }

  private static @Nullable ByteString bytes(byte @Nullable [] column) {
    return column == null ? null : ByteString.copyFrom(column);
  }

  static void keep(Session session, RequestKey key, Kept answer, Instant now) throws SQLException {
    var response = answer.response();
    session
        .sql(
            """
            INSERT INTO answer (caller, method, request_id, request_hash, response, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (caller, method, request_id) DO UPDATE
               SET request_hash = excluded.request_hash, response = excluded.response,
                   created_at_ms = excluded.created_at_ms
            """,
            key.caller(),
            key.method(),
            key.requestId(),
            answer.requestHash().toByteArray(),
            response == null ? null : response.toByteArray(),
            now)
        .update();
  }

  /// Forgets the oldest answers from before a time; answers how many, at most the limit.
  static int forget(Session session, Instant before, int limit) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM answer WHERE (caller, method, request_id) IN (
              SELECT caller, method, request_id FROM answer WHERE created_at_ms < ?
               ORDER BY created_at_ms LIMIT ?)
            """,
            before,
            limit)
        .update();
  }

  /// The caller that comes next after one, in the order of their ids, among those with answers.
  static Optional<String> callerAfter(Session session, String caller) throws SQLException {
    return session
        .sql("SELECT caller FROM answer WHERE caller > ? ORDER BY caller LIMIT 1", caller)
        .first(r -> r.getString(1));
  }

  /// Whether more than so many answers are kept in all.
  static boolean moreThan(Session session, int count) throws SQLException {
    return session
        .sql("SELECT created_at_ms FROM answer ORDER BY created_at_ms LIMIT 1 OFFSET ?", count)
        .exists();
  }

  /// The time of a caller's answer that has so many newer ones; empty when there are fewer.
  static Optional<Instant> timeOf(Session session, String caller, int newer) throws SQLException {
    return session
        .sql(
            """
            SELECT created_at_ms FROM answer WHERE caller = ?
             ORDER BY created_at_ms DESC LIMIT 1 OFFSET ?
            """,
            caller,
            newer)
        .first(r -> Instant.ofEpochMilli(r.getLong(1)));
  }

  /// Forgets a caller's oldest answers from before a time; answers how many, at most the limit.
  static int forget(Session session, String caller, Instant before, int limit) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM answer WHERE (caller, method, request_id) IN (
              SELECT caller, method, request_id FROM answer WHERE caller = ? AND created_at_ms < ?
               ORDER BY created_at_ms LIMIT ?)
            """,
            caller,
            before,
            limit)
        .update();
  }
}
