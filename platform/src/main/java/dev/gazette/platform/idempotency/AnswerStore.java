package dev.gazette.platform.idempotency;

import com.google.protobuf.ByteString;
import dev.gazette.platform.store.ManyRows;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /// What a caller repeats a call by.
  record Key(String caller, String method, String requestId) {

    /// The key of a request.
    static Key of(RequestKey key) {
      return new Key(key.caller(), key.method(), key.requestId());
    }
  }

  private static final ManyRows FIND =
      new ManyRows(
          "WITH asked (caller, method, request_id) AS (VALUES ",
          "(?, ?, ?)",
          """
          )
          SELECT answer.caller, answer.method, answer.request_id, request_hash, response
            FROM asked CROSS JOIN answer
           WHERE answer.caller = asked.caller AND answer.method = asked.method
             AND answer.request_id = asked.request_id AND created_at_ms >= ?
          """);

  /// The answers that are kept for some keys, since a time.
  static Map<Key, Kept> find(Session session, Collection<Key> keys, Instant notBefore)
      throws SQLException {
    var found = new HashMap<Key, Kept>();
    var rows =
        keys.stream().map(key -> List.of(key.caller(), key.method(), key.requestId())).toList();
    FIND.run(
        session,
        rows,
        statement ->
            statement.list(r ->
                found.put(
                        new Key(r.getString(1), r.getString(2), r.getString(3)),
                        new Kept(ByteString.copyFrom(r.getBytes(4)), bytes(r.getBytes(5))))
                    == null),
        notBefore);
    return found;
  }

  private static @Nullable ByteString bytes(byte @Nullable [] column) {
    return column == null ? null : ByteString.copyFrom(column);
  }

  private static final ManyRows KEEP =
      new ManyRows(
          "INSERT INTO answer (caller, method, request_id, request_hash, response, created_at_ms) VALUES ",
          "(?, ?, ?, ?, ?, ?)",
          """
           ON CONFLICT (caller, method, request_id) DO UPDATE
             SET request_hash = excluded.request_hash, response = excluded.response,
                 created_at_ms = excluded.created_at_ms
          """);

  /// Keeps an answer, at the end of the group.
  static void keep(Transaction transaction, RequestKey key, Kept answer, Instant now) {
    var response = answer.response();
    transaction.add(
        KEEP,
        key.caller(),
        key.method(),
        key.requestId(),
        answer.requestHash().toByteArray(),
        response == null ? null : response.toByteArray(),
        now);
  }

  /// The caller that comes next after one, in the order of their ids, among those with answers.
  static Optional<String> callerAfter(Session session, String caller) throws SQLException {
    return session
        .sql("SELECT caller FROM answer WHERE caller > ? ORDER BY caller LIMIT 1", caller)
        .first(r -> r.getString(1));
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
