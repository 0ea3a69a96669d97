package dev.gazette.platform.timer;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Statement.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `timer`: the only class that knows its SQL.
final class TimerStore {

  private TimerStore() {}

  /// When a job is due.
  ///
  /// @param interval the one that `due` was reckoned with
  /// @param ranAt when it last ran to its end; null for never
  record Due(Instant due, Duration interval, @Nullable Instant ranAt) {}

  static Optional<Due> find(Session session, String name) throws SQLException {
    return session
        .sql("SELECT due_at_ms, interval_ms, ran_at_ms FROM timer WHERE name = ?", name)
        .first(r ->
            new Due(
                Instant.ofEpochMilli(r.getLong(1)),
                Duration.ofMillis(r.getLong(2)),
                Row.instant(r, "ran_at_ms")));
  }

  static void ran(Session session, String name, Duration interval, Instant now)
      throws SQLException {
    session
        .sql(
            """
            INSERT INTO timer (name, due_at_ms, interval_ms, ran_at_ms, failure)
            VALUES (?, ?, ?, ?, NULL)
                ON CONFLICT (name) DO UPDATE
               SET due_at_ms = excluded.due_at_ms, interval_ms = excluded.interval_ms,
                   ran_at_ms = excluded.ran_at_ms, failure = NULL
            """,
            name,
            now.plus(interval),
            interval.toMillis(),
            now)
        .update();
  }

  static void failed(Session session, String name, Duration interval, Instant now, String failure)
      throws SQLException {
    session
        .sql(
            """
            INSERT INTO timer (name, due_at_ms, interval_ms, ran_at_ms, failure)
            VALUES (?, ?, ?, NULL, ?)
                ON CONFLICT (name) DO UPDATE SET failure = excluded.failure
            """,
            name,
            now,
            interval.toMillis(),
            failure)
        .update();
  }
}
