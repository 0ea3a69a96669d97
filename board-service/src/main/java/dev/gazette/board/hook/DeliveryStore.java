package dev.gazette.board.hook;

import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.timer.Errands;
import dev.gazette.platform.timer.Errands.Due;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The table `delivery`: the only class that knows its SQL.
final class DeliveryStore {

  private static final String COLUMNS =
      """
      SELECT delivery_id, hook, position, body, state, attempts, next_attempt_at_ms, failure, created_at_ms,
             ended_at_ms
        FROM delivery
      """;

  private DeliveryStore() {}

  /// Puts an event in line for a hook, unless it is already.
  static void insert(Session session, Delivery delivery) throws SQLException {
    session
        .sql(
            """
            INSERT INTO delivery (delivery_id, hook, position, body, state, attempts, next_attempt_at_ms,
                                  failure, created_at_ms)
            VALUES (?, ?, ?, ?, 'PENDING', 0, ?, '', ?)
                ON CONFLICT (hook, position) DO NOTHING
            """,
            delivery.id().value(),
            delivery.hook().value(),
            delivery.position(),
            delivery.body(),
            delivery.nextAttemptTime(),
            delivery.createTime())
        .update();
  }

  static Optional<Delivery> find(Session session, DeliveryId id) throws SQLException {
    return session
        .sql(COLUMNS + "WHERE delivery_id = ?", id.value())
        .first(DeliveryStore::delivery);
  }

  /// Those that wait, first due first; no more of each hook than are sent at once, so that a hook
  /// whose line is long hides no other's.
  static List<Due<InLine>> next(Session session, int limit) throws SQLException {
    var all = new ArrayList<Due<InLine>>();
    for (var hook : HookStore.names(session, Hooks.MOST)) {
      all.addAll(first(session, hook));
    }
    all.sort(
        Comparator.<Due<InLine>, Instant>comparing(Due::time)
            .thenComparing(due -> due.id().delivery().value()));
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  private static List<Due<InLine>> first(Session session, HookName hook) throws SQLException {
    return session
        .sql(
            """
            SELECT delivery_id, next_attempt_at_ms FROM delivery WHERE hook = ? AND state = 'PENDING'
             ORDER BY next_attempt_at_ms, delivery_id LIMIT ?
            """,
            hook.value(),
            Errands.MOST_OF_ONE)
        .list(rows ->
            new Due<>(
                new InLine(hook, new DeliveryId(rows.getString(1))),
                Instant.ofEpochMilli(rows.getLong(2))));
  }

  /// Puts one off that is still due when it was seen to be; answers whether it was.
  static boolean take(Session session, Due<InLine> seen, Instant until) throws SQLException {
    return session
            .sql(
                """
                UPDATE delivery SET next_attempt_at_ms = ?
                 WHERE delivery_id = ? AND state = 'PENDING' AND next_attempt_at_ms = ?
                """,
                until,
                seen.id().delivery().value(),
                seen.time())
            .update()
        == 1;
  }

  /// Keeps what came of an attempt, or that another is wanted.
  static void save(Session session, Delivery delivery) throws SQLException {
    session
        .sql(
            """
            UPDATE delivery
               SET state = ?, attempts = ?, next_attempt_at_ms = ?, failure = ?, ended_at_ms = ?
             WHERE delivery_id = ?
            """,
            delivery.state().name(),
            delivery.attempts(),
            delivery.nextAttemptTime(),
            delivery.failure(),
            delivery.endTime(),
            delivery.id().value())
        .update();
  }

  /// Those of a hook in one of some states, newest event first.
  static List<Delivery> page(
      Session session, HookName hook, List<DeliveryState> states, long below, int limit)
      throws SQLException {
    String wanted =
        String.join(", ", states.stream().map(state -> "'" + state.name() + "'").toList());
    return session
        .sql(
            COLUMNS
                + "WHERE hook = ? AND position < ? AND state IN ("
                + wanted
                + ") ORDER BY position DESC LIMIT ?",
            hook.value(),
            below,
            limit)
        .list(DeliveryStore::delivery);
  }

  /// The one of a hook that was given up first.
  static Optional<Delivery> firstDead(Session session, HookName hook) throws SQLException {
    return session
        .sql(
            COLUMNS + "WHERE hook = ? AND state = 'DEAD' ORDER BY ended_at_ms, delivery_id LIMIT 1",
            hook.value())
        .first(DeliveryStore::delivery);
  }

  /// How many wait, or were given up.
  static long count(Session session, HookName hook, DeliveryState state) throws SQLException {
    return session
        .sql(
            "SELECT COUNT(*) FROM delivery WHERE hook = ? AND state = ?",
            hook.value(),
            state.name())
        .number();
  }

  /// Drops those that ended before a time; answers how many.
  static int forget(Session session, Instant before, int limit) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM delivery WHERE delivery_id IN (
              SELECT delivery_id FROM delivery WHERE ended_at_ms IS NOT NULL AND ended_at_ms < ? LIMIT ?)
            """,
            before,
            limit)
        .update();
  }

  private static Delivery delivery(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    return new Delivery(
        new DeliveryId(cells.text()),
        new HookName(cells.text()),
        cells.number(),
        cells.text(),
        DeliveryState.valueOf(cells.text()),
        (int) cells.number(),
        cells.instant(),
        cells.text(),
        cells.instant(),
        cells.instantOrNull());
  }
}
