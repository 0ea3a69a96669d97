package dev.gazette.board.dispatch;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `breaker`: the only class that knows its SQL.
final class BreakerStore {

  private BreakerStore() {}

  static void save(Session session, Breaker breaker) throws SQLException {
    var opening = breaker.opening();
    var trial = breaker.trial();
    session
        .sql(
            """
            INSERT INTO breaker (board_id, assignee, failures, card_id, error, opened_at_ms, retry_at_ms,
                                 cool_down_millis, half_open, trial_card_id, trial_epoch)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (board_id, assignee) DO UPDATE
               SET failures = excluded.failures, card_id = excluded.card_id, error = excluded.error,
                   opened_at_ms = excluded.opened_at_ms, retry_at_ms = excluded.retry_at_ms,
                   cool_down_millis = excluded.cool_down_millis, half_open = excluded.half_open,
                   trial_card_id = excluded.trial_card_id, trial_epoch = excluded.trial_epoch
            """,
            board(breaker.cards()),
            breaker.cards().assignee(),
            breaker.failures(),
            breaker.card().toString(),
            breaker.error(),
            opening == null ? null : opening.since(),
            opening == null ? null : opening.retryTime(),
            opening == null ? 0 : opening.coolDown().toMillis(),
            opening != null && opening.over() ? 1 : 0,
            trial == null ? null : trial.card().toString(),
            trial == null ? 0 : trial.epoch())
        .update();
  }

  static void delete(Session session, Pause.Of cards) throws SQLException {
    session
        .sql(
            "DELETE FROM breaker WHERE board_id = ? AND assignee = ?",
            board(cards),
            cards.assignee())
        .update();
  }

  static List<Breaker> list(Session session, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, assignee, failures, card_id, error, opened_at_ms, retry_at_ms, cool_down_millis,
                   half_open, trial_card_id, trial_epoch
              FROM breaker ORDER BY board_id, assignee LIMIT ?
            """,
            limit)
        .list(BreakerStore::breaker);
  }

  /// When the next open one is to be half open.
  static Optional<Instant> nextRetry(Session session) throws SQLException {
    return session
        .sql(
            """
            SELECT retry_at_ms FROM breaker WHERE half_open = 0 AND retry_at_ms IS NOT NULL ORDER BY retry_at_ms LIMIT 1
            """)
        .first(rows -> new Cells(rows).instant());
  }

  private static Breaker breaker(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    String board = cells.text();
    var cards =
        new Pause.Of(
            board.isEmpty() ? Optional.empty() : Optional.of(new BoardId(board)), cells.text());
    int failures = (int) cells.number();
    var card = CardId.parse(cells.text());
    String error = cells.text();
    var since = cells.instantOrNull();
    var retry = cells.instantOrNull();
    var coolDown = Duration.ofMillis(cells.number());
    boolean over = cells.number() != 0;
    var trial = cells.textOrNull();
    long epoch = cells.number();
    return new Breaker(
        cards,
        failures,
        card,
        error,
        since == null || retry == null ? null : new Breaker.Opening(since, retry, coolDown, over),
        trial == null ? null : new Breaker.Trial(CardId.parse(trial), epoch));
  }

  private static String board(Pause.Of cards) {
    return cards.board().map(BoardId::value).orElse("");
  }
}
