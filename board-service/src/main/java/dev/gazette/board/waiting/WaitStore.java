package dev.gazette.board.waiting;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.cron.Cron;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.retry.Failing;
import dev.gazette.board.retry.Retry;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `card_wait`: the only class that knows its SQL. A card without a row is told apart by
/// `card.waits`, so that it costs nothing.
public final class WaitStore {

  private WaitStore() {}

  /// The waits of a card that has a row.
  public static Waits find(Session session, CardId id) throws SQLException {
    return session
        .sql(
            """
            SELECT wake_at_ms, cron, zone, recurs_until_ms, newest_number, block_kind, blocks, stopped_by,
                   stopped_at_ms, implementer, review_summary, review_at_ms, max_attempts, max_runtime_millis,
                   deadline_at_ms, exit_class, failures, violations, error, retry_at_ms
              FROM card_wait
             WHERE board_id = ? AND number = ?
            """,
            id.board().value(),
            id.number())
        .first(rows -> waits(rows, id.board()))
        .orElse(Waits.NONE);
  }

  private static Waits waits(ResultSet rows, BoardId board) throws SQLException {
    var cells = new Cells(rows);
    return new Waits(schedule(cells, board), stop(cells), review(cells), retry(cells));
  }

  private static @Nullable Schedule schedule(Cells cells, BoardId board) throws SQLException {
    var wake = cells.instantOrNull();
    var cron = cells.textOrNull();
    var zone = cells.textOrNull();
    var end = cells.instantOrNull();
    long number = cells.number();
    if (wake == null || cron == null || zone == null) {
      return wake == null ? null : new Schedule(wake);
    }
    var newest = number == 0 ? null : new CardId(board, number);
    try {
      return new Schedule(wake, new Recurrence(Cron.parse(cron), ZoneId.of(zone), end, newest));
    } catch (DateTimeException | Refusal damaged) {
      var why = String.valueOf(damaged.getMessage());
      return new Schedule(wake, null, new Unreadable(cron, zone, end, newest, why));
    }
  }

  private static @Nullable Stop stop(Cells cells) throws SQLException {
    var kind = cells.textOrNull();
    int times = (int) cells.number();
    var by = cells.textOrNull();
    var since = cells.instantOrNull();
    return kind == null || by == null || since == null
        ? null
        : new Stop(BlockKind.valueOf(kind), times, by, since);
  }

  private static @Nullable Review review(Cells cells) throws SQLException {
    var implementer = cells.textOrNull();
    var summary = cells.textOrNull();
    var since = cells.instantOrNull();
    return implementer == null || summary == null || since == null
        ? null
        : new Review(implementer, summary, since);
  }

  private static Retry retry(Cells cells) throws SQLException {
    int most = (int) cells.number();
    long longest = cells.number();
    var deadline = cells.instantOrNull();
    var exit = cells.textOrNull();
    return new Retry(
        most,
        longest == 0 ? null : Duration.ofMillis(longest),
        deadline,
        exit == null
            ? null
            : new Failing(
                (int) cells.number(),
                (int) cells.number(),
                ExitClass.valueOf(exit),
                cells.text(),
                cells.instantOrNull()));
  }

  /// Follows a card that moved: writes its row, or takes it away.
  ///
  /// @param state that the card has now
  public static void save(Session session, CardId id, CardState state, Waits before, Waits after)
      throws SQLException {
    if (after.none()) {
      session
          .sql(
              "DELETE FROM card_wait WHERE board_id = ? AND number = ?",
              id.board().value(),
              id.number())
          .update();
    } else {
      write(session, id, state, after);
    }
    if (before.none() != after.none()) {
      session
          .sql(
              "UPDATE card SET waits = ? WHERE board_id = ? AND number = ?",
              !after.none(),
              id.board().value(),
              id.number())
          .update();
    }
  }

  /// A recurrence as its columns have it: also one that cannot be read stays.
  private record Stored(
      @Nullable String cron, @Nullable String zone, @Nullable Instant end, @Nullable Long newest) {

    static final Stored NONE = new Stored(null, null, null, null);

    static Stored of(Schedule schedule) {
      var recurs = schedule.recurrence();
      var damaged = schedule.unreadable();
      if (recurs != null) {
        return new Stored(
            recurs.cron().text(), recurs.zone().getId(), recurs.end(), number(recurs.newest()));
      }
      return damaged == null
          ? NONE
          : new Stored(damaged.cron(), damaged.zone(), damaged.end(), number(damaged.newest()));
    }

    private static @Nullable Long number(@Nullable CardId card) {
      return card == null ? null : card.number();
    }
  }

  private static void write(Session session, CardId id, CardState state, Waits waits)
      throws SQLException {
    var schedule = waits.schedule();
    var recurs = schedule == null ? Stored.NONE : Stored.of(schedule);
    var stop = waits.stop();
    var review = waits.review();
    var longest = waits.retry().maxRuntime();
    var failing = waits.retry().failing();
    session
        .sql(
            """
            INSERT INTO card_wait (board_id, number, state, wake_at_ms, cron, zone, recurs_until_ms, newest_number,
                                   block_kind, blocks, stopped_by, stopped_at_ms, implementer, review_summary,
                                   review_at_ms, max_attempts, max_runtime_millis, deadline_at_ms, exit_class,
                                   failures, violations, error, retry_at_ms, asked_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (board_id, number) DO UPDATE
               SET state = excluded.state, wake_at_ms = excluded.wake_at_ms, cron = excluded.cron,
                   zone = excluded.zone, recurs_until_ms = excluded.recurs_until_ms,
                   newest_number = excluded.newest_number, block_kind = excluded.block_kind,
                   blocks = excluded.blocks, stopped_by = excluded.stopped_by,
                   stopped_at_ms = excluded.stopped_at_ms, implementer = excluded.implementer,
                   review_summary = excluded.review_summary, review_at_ms = excluded.review_at_ms,
                   max_attempts = excluded.max_attempts, max_runtime_millis = excluded.max_runtime_millis,
                   deadline_at_ms = excluded.deadline_at_ms, exit_class = excluded.exit_class,
                   failures = excluded.failures, violations = excluded.violations, error = excluded.error,
                   retry_at_ms = excluded.retry_at_ms, asked_at_ms = excluded.asked_at_ms
            """,
            id.board().value(),
            id.number(),
            state,
            schedule == null ? null : schedule.wakeTime(),
            recurs.cron(),
            recurs.zone(),
            recurs.end(),
            recurs.newest(),
            stop == null ? null : stop.kind(),
            stop == null ? null : stop.times(),
            stop == null ? null : stop.by(),
            stop == null ? null : stop.since(),
            review == null ? null : review.implementer(),
            review == null ? null : review.summary(),
            review == null ? null : review.since(),
            waits.retry().maxAttempts(),
            longest == null ? 0 : longest.toMillis(),
            waits.retry().deadline(),
            failing == null ? null : failing.exit(),
            failing == null ? null : failing.failures(),
            failing == null ? null : failing.violations(),
            failing == null ? null : failing.error(),
            failing == null ? null : failing.retryTime(),
            waits.asked(state))
        .update();
  }

  /// Has the scheduled cards of a board sleep on, as if they were archived.
  public static void rest(Session session, BoardId board) throws SQLException {
    session
        .sql(
            "UPDATE card_wait SET state = 'ARCHIVED' WHERE board_id = ? AND state = 'SCHEDULED'",
            board.value())
        .update();
  }

  /// Has the timer look at the scheduled cards of a board again.
  public static void rouse(Session session, BoardId board) throws SQLException {
    session
        .sql(
            """
            UPDATE card_wait SET state = 'SCHEDULED'
             WHERE board_id = ? AND state = 'ARCHIVED'
               AND EXISTS (SELECT 1 FROM card WHERE card.board_id = card_wait.board_id
                              AND card.number = card_wait.number AND card.state = 'SCHEDULED')
            """,
            board.value())
        .update();
  }

  /// The scheduled cards whose time has come, longest due first.
  public static List<CardId> due(Session session, Instant now, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM card_wait WHERE state = 'SCHEDULED' AND wake_at_ms <= ?
             ORDER BY wake_at_ms LIMIT ?
            """,
            now,
            limit)
        .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2)));
  }

  /// The cards that wait for a person, longest waiting first.
  ///
  /// @param board the only one to look at; empty for all
  /// @param after where the list goes on
  public static List<Asked> asked(Session session, Optional<BoardId> board, Asked after, int limit)
      throws SQLException {
    return asked(session, "asked_at_ms IS NOT NULL", board, after, limit);
  }

  /// The dead letters, oldest first; as {@link #asked}.
  public static List<Asked> dead(Session session, Optional<BoardId> board, Asked after, int limit)
      throws SQLException {
    return asked(
        session, "asked_at_ms IS NOT NULL AND block_kind = 'DEAD_LETTER'", board, after, limit);
  }

  /// @param which a condition of this class's own, as an index has it
  private static List<Asked> asked(
      Session session, String which, Optional<BoardId> board, Asked after, int limit)
      throws SQLException {
    String only = board.map(BoardId::value).orElse("");
    return session
        .sql(
            """
            SELECT asked_at_ms, board_id, number FROM card_wait
             WHERE %s AND (asked_at_ms, board_id, number) > (?, ?, ?) AND (? = '' OR board_id = ?)
               AND NOT EXISTS (SELECT 1 FROM board WHERE board.id = card_wait.board_id AND removed_at_ms IS NOT NULL)
             ORDER BY asked_at_ms, board_id, number LIMIT ?
            """
                .formatted(which),
            after.since(),
            after.card().board().value(),
            after.card().number(),
            only,
            only,
            limit)
        .list(rows ->
            new Asked(
                Instant.ofEpochMilli(rows.getLong(1)),
                new CardId(new BoardId(rows.getString(2)), rows.getLong(3))));
  }

  /// The cards whose attempt has taken as long as it may, longest over first.
  public static List<CardId> overdue(Session session, Instant now, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM card_wait WHERE deadline_at_ms IS NOT NULL AND deadline_at_ms <= ?
             ORDER BY deadline_at_ms LIMIT ?
            """,
            now,
            limit)
        .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2)));
  }

  /// When the next attempt has taken as long as it may.
  public static Optional<Instant> nextDeadline(Session session) throws SQLException {
    return session
        .sql(
            """
            SELECT deadline_at_ms FROM card_wait WHERE deadline_at_ms IS NOT NULL ORDER BY deadline_at_ms LIMIT 1
            """)
        .first(rows -> Instant.ofEpochMilli(rows.getLong(1)));
  }

  /// When the next scheduled card wakes.
  public static Optional<Instant> nextWake(Session session) throws SQLException {
    return session
        .sql(
            """
            SELECT wake_at_ms FROM card_wait WHERE state = 'SCHEDULED' ORDER BY wake_at_ms LIMIT 1
            """)
        .first(rows -> Instant.ofEpochMilli(rows.getLong(1)));
  }
}
