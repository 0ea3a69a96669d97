package dev.gazette.platform.outbox;

import com.google.protobuf.ByteString;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.ForeignReason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.timer.Errands.Due;
import io.grpc.Status.Code;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `intent`: the only class that knows its SQL.
final class IntentStore {

  private IntentStore() {}

  static void add(Session session, Intent intent) throws SQLException {
    session
        .sql(
            """
            INSERT INTO intent (id, kind, payload, subject, actor, correlation_id, cause, state, attempts,
                                next_attempt_at_ms, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, ?, ?)
            """,
            intent.id().value(),
            intent.kind(),
            intent.payload().toByteArray(),
            intent.subject(),
            intent.actor().name(),
            intent.actor().correlationId(),
            intent.actor().cause(),
            intent.createTime(),
            intent.createTime())
        .update();
  }

  static Optional<KeptIntent> find(Session session, IntentId id) throws SQLException {
    return session.sql("SELECT * FROM intent WHERE id = ?", id.value()).first(IntentStore::kept);
  }

  /// The pending ones whose next attempt comes first.
  static List<Due<IntentId>> next(Session session, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT id, next_attempt_at_ms FROM intent WHERE state = 'PENDING'
             ORDER BY next_attempt_at_ms LIMIT ?
            """,
            limit)
        .list(r -> new Due<>(new IntentId(r.getString(1)), Instant.ofEpochMilli(r.getLong(2))));
  }

  /// Puts one off that is still due when it was seen to be; answers whether it was.
  static boolean take(Session session, Due<IntentId> seen, Instant until) throws SQLException {
    return session
            .sql(
                """
                UPDATE intent SET next_attempt_at_ms = ?
                 WHERE id = ? AND state = 'PENDING' AND next_attempt_at_ms = ?
                """,
                until,
                seen.id().value(),
                seen.time())
            .update()
        == 1;
  }

  /// Puts a pending intent off.
  static void putOff(Session session, IntentId id, Refusal why, Instant nextAttempt)
      throws SQLException {
    session
        .sql(
            """
            UPDATE intent
               SET attempts = attempts + 1, next_attempt_at_ms = ?, failure_reason = ?,
                   failure_code = ?, failure = ?
             WHERE id = ? AND state = 'PENDING'
            """,
            nextAttempt,
            why.reason().name(),
            why.reason().code(),
            why.sentence(),
            id.value())
        .update();
  }

  /// Ends a pending intent with its outcome; false when it had ended before.
  static boolean done(Session session, IntentId id, ByteString outcome, Instant now)
      throws SQLException {
    return session
            .sql(
                """
                UPDATE intent SET state = 'DONE', outcome = ?, ended_at_ms = ?
                 WHERE id = ? AND state = 'PENDING'
                """,
                outcome.toByteArray(),
                now,
                id.value())
            .update()
        == 1;
  }

  /// Gives a pending intent up; false when it had ended before.
  static boolean failed(Session session, IntentId id, Refusal why, Instant now)
      throws SQLException {
    return session
            .sql(
                """
                UPDATE intent
                   SET state = 'FAILED', attempts = attempts + 1, failure_reason = ?,
                       failure_code = ?, failure = ?, ended_at_ms = ?
                 WHERE id = ? AND state = 'PENDING'
                """,
                why.reason().name(),
                why.reason().code(),
                why.sentence(),
                now,
                id.value())
            .update()
        == 1;
  }

  /// Forgets the first intents that ended before a time; answers how many, at most the limit.
  static int forget(Session session, Instant before, int limit) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM intent WHERE id IN (
              SELECT id FROM intent WHERE state <> 'PENDING' AND ended_at_ms < ?
               ORDER BY ended_at_ms LIMIT ?)
            """,
            before,
            limit)
        .update();
  }

  private static KeptIntent kept(ResultSet rows) throws SQLException {
    var actor =
        new Actor(
            rows.getString("actor"), rows.getString("correlation_id"), rows.getString("cause"));
    var intent =
        new Intent(
            new IntentId(rows.getString("id")),
            rows.getString("kind"),
            ByteString.copyFrom(rows.getBytes("payload")),
            rows.getString("subject"),
            actor,
            rows.getInt("attempts"),
            Instant.ofEpochMilli(rows.getLong("created_at_ms")));
    byte[] outcome = rows.getBytes("outcome");
    return new KeptIntent(
        intent,
        IntentState.valueOf(rows.getString("state")),
        Instant.ofEpochMilli(rows.getLong("next_attempt_at_ms")),
        outcome == null ? null : ByteString.copyFrom(outcome),
        failure(rows));
  }

  private static @Nullable Refusal failure(ResultSet rows) throws SQLException {
    String reason = rows.getString("failure_reason");
    return reason == null
        ? null
        : new Refusal(
            ForeignReason.named(reason, Code.valueOf(rows.getString("failure_code"))),
            rows.getString("failure"));
  }
}
