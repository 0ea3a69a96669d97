package dev.gazette.board.run;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The lease in the row of an open run: renewed in one statement, and found when it is due.
public final class LeaseStore {

  private LeaseStore() {}

  /// Renews the lease of an open run, if its epoch is this.
  public static Optional<Lease> renew(Session session, CardId card, long epoch, Instant now)
      throws SQLException {
    return session
        .sql(
            """
            UPDATE run SET lease_expires_at_ms = ? + lease_millis, heartbeat_at_ms = ?
             WHERE board_id = ? AND number = ? AND epoch = ? AND outcome IS NULL
            RETURNING worker, actor, lease_expires_at_ms, lease_millis
            """,
            now,
            now,
            card.board().value(),
            card.number(),
            epoch)
        .list(rows ->
            new Lease(
                epoch,
                rows.getString(1),
                rows.getString(2),
                Instant.ofEpochMilli(rows.getLong(3)),
                Duration.ofMillis(rows.getLong(4))))
        .stream()
        .findFirst();
  }

  /// Whether the run of an epoch is open.
  public static boolean holds(Session session, CardId card, long epoch) throws SQLException {
    return session
        .sql(
            "SELECT 1 FROM run WHERE board_id = ? AND number = ? AND epoch = ? AND outcome IS NULL",
            card.board().value(),
            card.number(),
            epoch)
        .exists();
  }

  /// The cards whose leases are due and no longer than a span, longest due first.
  public static List<CardId> due(Session session, Instant now, Duration longest, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM run
             WHERE lease_expires_at_ms IS NOT NULL AND lease_expires_at_ms <= ? AND lease_millis <= ?
             ORDER BY lease_expires_at_ms LIMIT ?
            """,
            now,
            longest.toMillis(),
            limit)
        .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2)));
  }

  /// Whether somebody holds a card of a board.
  public static boolean heldOn(Session session, BoardId board) throws SQLException {
    return session
        .sql(
            "SELECT 1 FROM run WHERE lease_expires_at_ms IS NOT NULL AND board_id = ? LIMIT 1",
            board.value())
        .exists();
  }

  /// Whether somebody holds a card of an assignee, on whichever board.
  public static boolean heldOf(Session session, String assignee) throws SQLException {
    return session
        .sql(
            """
            SELECT 1 FROM card WHERE state = 'RUNNING' AND assignee <> '' AND assignee = ? LIMIT 1
            """,
            assignee)
        .exists();
  }

  /// Who holds cards of a board, by the cards' numbers.
  public static List<Held> held(Session session, BoardId board, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT number, worker FROM run WHERE lease_expires_at_ms IS NOT NULL AND board_id = ?
             ORDER BY number LIMIT ?
            """,
            board.value(),
            limit)
        .list(rows -> new Held(new CardId(board, rows.getLong(1)), rows.getString(2)));
  }

  /// A card that a worker holds.
  public record Held(CardId card, String worker) {}

  /// When the first lease is due that is not yet.
  public static Optional<Instant> nextAfter(Session session, Instant now) throws SQLException {
    return session
        .sql(
            """
            SELECT lease_expires_at_ms FROM run
             WHERE lease_expires_at_ms IS NOT NULL AND lease_expires_at_ms > ?
             ORDER BY lease_expires_at_ms LIMIT 1
            """,
            now)
        .first(rows -> Instant.ofEpochMilli(rows.getLong(1)));
  }

  /// The shortest lease that is due already.
  public static Optional<Duration> shortestDue(Session session, Instant now) throws SQLException {
    return session
        .sql(
            """
            SELECT MIN(lease_millis) FROM run
             WHERE lease_expires_at_ms IS NOT NULL AND lease_expires_at_ms <= ?
            """,
            now)
        .first(rows -> {
          long millis = rows.getLong(1);
          return rows.wasNull()
              ? Optional.<Duration>empty()
              : Optional.of(Duration.ofMillis(millis));
        })
        .flatMap(found -> found);
  }
}
