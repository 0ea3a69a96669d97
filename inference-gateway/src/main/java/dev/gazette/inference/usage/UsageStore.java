package dev.gazette.inference.usage;

import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `usage`: the only class that knows its SQL. Latencies are kept in microseconds.
final class UsageStore {

  private UsageStore() {}

  /// The number of the newest row; 0 for none.
  static long newest(Session session) throws SQLException {
    return session.sql("SELECT COALESCE(MAX(usage_id), 0) FROM usage").number();
  }

  static void insert(Session session, Usage usage) throws SQLException {
    var request = usage.request();
    session
        .sql(
            """
            INSERT INTO usage (usage_id, actor, provider, model, outcome, reason, prompt_tokens, completion_tokens,
                               latency_us, first_token_latency_us, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            usage.id(),
            usage.actor(),
            request.provider(),
            request.model(),
            request.outcome(),
            request.reason(),
            request.promptTokens(),
            request.completionTokens(),
            micros(request.latency()),
            request.firstTokenLatency().map(UsageStore::micros).orElse(null),
            request.createTime())
        .update();
  }

  /// The rows before a number, newest first.
  static List<Usage> before(Session session, long id, int limit) throws SQLException {
    return session
        .sql("SELECT * FROM usage WHERE usage_id < ? ORDER BY usage_id DESC LIMIT ?", id, limit)
        .list(UsageStore::usage);
  }

  private static Usage usage(ResultSet rows) throws SQLException {
    return new Usage(
        rows.getLong("usage_id"),
        rows.getString("actor"),
        new NewUsage(
            rows.getString("provider"),
            rows.getString("model"),
            UsageOutcome.valueOf(rows.getString("outcome")),
            rows.getString("reason"),
            rows.getLong("prompt_tokens"),
            rows.getLong("completion_tokens"),
            duration(rows.getLong("latency_us")),
            firstTokenLatency(rows),
            Instant.ofEpochMilli(rows.getLong("created_at_ms"))));
  }

  private static Optional<Duration> firstTokenLatency(ResultSet rows) throws SQLException {
    long micros = rows.getLong("first_token_latency_us");
    return rows.wasNull() ? Optional.empty() : Optional.of(duration(micros));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static Duration duration(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
