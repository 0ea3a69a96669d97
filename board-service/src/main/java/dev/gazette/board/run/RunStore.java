package dev.gazette.board.run;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Statement.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table `run`: with {@link LeaseStore} the only class that writes it.
final class RunStore {

  private RunStore() {}

  /// Writes a run.
  ///
  /// @param lease what an open one is held under; null for one that has ended
  static void insert(Session session, Run run, @Nullable Lease lease) throws SQLException {
    session
        .sql(
            """
            INSERT INTO run (board_id, number, epoch, worker, actor, lease_millis, lease_expires_at_ms, outcome,
                             summary, started_at_ms, ended_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            run.card().board().value(),
            run.card().number(),
            run.epoch(),
            run.worker(),
            run.actor(),
            lease == null ? 0 : lease.duration().toMillis(),
            lease == null ? null : lease.expireTime(),
            run.outcome(),
            run.summary(),
            run.startTime(),
            run.endTime())
        .update();
  }

  /// Writes a run that ended elsewhere.
  static void insertEnded(Session session, Run run) throws SQLException {
    insert(session, run, null);
    session
        .sql(
            """
            UPDATE run SET heartbeat_at_ms = ?, output = ?, metadata = ?
             WHERE board_id = ? AND number = ? AND epoch = ?
            """,
            run.heartbeatTime(),
            run.output(),
            run.metadata(),
            run.card().board().value(),
            run.card().number(),
            run.epoch())
        .update();
  }

  /// Ends an open run; answers whether there was one. Not before its last beat: that may have been
  /// silent, and the clock set back since.
  static boolean end(
      Session session, CardId card, long epoch, RunOutcome outcome, String summary, Instant now)
      throws SQLException {
    return session
            .sql(
                """
                UPDATE run SET outcome = ?, summary = ?, lease_expires_at_ms = NULL,
                               ended_at_ms = CASE WHEN heartbeat_at_ms > ? THEN heartbeat_at_ms ELSE ? END
                 WHERE board_id = ? AND number = ? AND epoch = ? AND outcome IS NULL
                """,
                outcome,
                summary,
                now,
                now,
                card.board().value(),
                card.number(),
                epoch)
            .update()
        == 1;
  }

  /// Keeps what a run put out.
  static void saveOutput(Session session, CardId card, long epoch, String output)
      throws SQLException {
    session
        .sql(
            "UPDATE run SET output = ? WHERE board_id = ? AND number = ? AND epoch = ?",
            output,
            card.board().value(),
            card.number(),
            epoch)
        .update();
  }

  /// Keeps what a run hands over for programs; apart, because few do.
  static void saveMetadata(Session session, CardId card, long epoch, String metadata)
      throws SQLException {
    session
        .sql(
            "UPDATE run SET metadata = ? WHERE board_id = ? AND number = ? AND epoch = ?",
            metadata,
            card.board().value(),
            card.number(),
            epoch)
        .update();
  }

  /// Whether a run has not ended.
  static boolean isOpen(Session session, CardId card, long epoch) throws SQLException {
    return session
        .sql(
            "SELECT 1 FROM run WHERE board_id = ? AND number = ? AND epoch = ? AND outcome IS NULL",
            card.board().value(),
            card.number(),
            epoch)
        .exists();
  }

  static int delete(Session session, CardId card, int most) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM run WHERE board_id = ? AND number = ? AND epoch IN (
              SELECT epoch FROM run WHERE board_id = ? AND number = ? ORDER BY epoch LIMIT ?)
            """,
            card.board().value(),
            card.number(),
            card.board().value(),
            card.number(),
            most)
        .update();
  }

  /// How many runs the cards of a board have.
  static long count(Session session, BoardId board) throws SQLException {
    return session.sql("SELECT COUNT(*) FROM run WHERE board_id = ?", board.value()).number();
  }

  /// The runs of a card below an epoch, newest first.
  ///
  /// @param outcomes how they ended; empty for any, also those that did not
  static List<Run> list(
      Session session, CardId card, Set<RunOutcome> outcomes, long below, int limit)
      throws SQLException {
    String ended =
        outcomes.stream()
            .sorted()
            .map(outcome -> "'" + outcome.name() + "'")
            .collect(Collectors.joining(", ", " AND outcome IN (", ")"));
    return session
        .sql(
            "SELECT * FROM run WHERE board_id = ? AND number = ? AND epoch < ?"
                + (outcomes.isEmpty() ? "" : ended)
                + " ORDER BY epoch DESC LIMIT ?",
            card.board().value(),
            card.number(),
            below,
            limit)
        .list(rows -> run(rows, card));
  }

  /// The runs of a board after one, by card and epoch.
  static List<Run> ofBoard(Session session, BoardId board, long number, long epoch, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM run WHERE board_id = ? AND (number, epoch) > (?, ?)
             ORDER BY number, epoch LIMIT ?
            """,
            board.value(),
            number,
            epoch,
            limit)
        .list(rows -> run(rows, new CardId(board, rows.getLong("number"))));
  }

  private static Run run(ResultSet rows, CardId card) throws SQLException {
    return new Run(
        card,
        rows.getLong("epoch"),
        rows.getString("worker"),
        rows.getString("actor"),
        outcome(rows.getString("outcome")),
        rows.getString("summary"),
        rows.getString("output"),
        rows.getString("metadata"),
        Instant.ofEpochMilli(rows.getLong("started_at_ms")),
        Row.instant(rows, "ended_at_ms"),
        Row.instant(rows, "heartbeat_at_ms"));
  }

  private static @Nullable RunOutcome outcome(@Nullable String name) {
    return name == null ? null : RunOutcome.valueOf(name);
  }
}
