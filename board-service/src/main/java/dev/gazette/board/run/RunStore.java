package dev.gazette.board.run;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Statement.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `run`: the only class that knows its SQL.
final class RunStore {

  private RunStore() {}

  static void insert(Session session, Run run) throws SQLException {
    session
        .sql(
            """
            INSERT INTO run (board_id, number, epoch, worker, actor, outcome, summary, started_at_ms, ended_at_ms,
                             heartbeat_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
            """,
            run.card().board().value(),
            run.card().number(),
            run.epoch(),
            run.worker(),
            run.actor(),
            run.outcome(),
            run.summary(),
            run.startTime(),
            run.endTime())
        .update();
  }

  /// Ends an open run; answers whether there was one.
  static boolean end(
      Session session, CardId card, long epoch, RunOutcome outcome, String summary, Instant now)
      throws SQLException {
    return session
            .sql(
                """
                UPDATE run SET outcome = ?, summary = ?, ended_at_ms = ?
                 WHERE board_id = ? AND number = ? AND epoch = ? AND outcome IS NULL
                """,
                outcome,
                summary,
                now,
                card.board().value(),
                card.number(),
                epoch)
            .update()
        == 1;
  }

  static void beat(Session session, CardId card, long epoch, Instant now) throws SQLException {
    session
        .sql(
            "UPDATE run SET heartbeat_at_ms = ? WHERE board_id = ? AND number = ? AND epoch = ?",
            now,
            card.board().value(),
            card.number(),
            epoch)
        .update();
  }

  /// The runs of a card below an epoch, newest first.
  static List<Run> list(Session session, CardId card, long below, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM run WHERE board_id = ? AND number = ? AND epoch < ?
             ORDER BY epoch DESC LIMIT ?
            """,
            card.board().value(),
            card.number(),
            below,
            limit)
        .list(rows -> run(rows, card));
  }

  private static Run run(ResultSet rows, CardId card) throws SQLException {
    return new Run(
        card,
        rows.getLong("epoch"),
        rows.getString("worker"),
        rows.getString("actor"),
        outcome(rows.getString("outcome")),
        rows.getString("summary"),
        Instant.ofEpochMilli(rows.getLong("started_at_ms")),
        Row.instant(rows, "ended_at_ms"),
        Row.instant(rows, "heartbeat_at_ms"));
  }

  private static @Nullable RunOutcome outcome(@Nullable String name) {
    return name == null ? null : RunOutcome.valueOf(name);
  }
}
