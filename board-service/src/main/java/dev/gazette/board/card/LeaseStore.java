package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The lease in a row of `card`: renewed in one statement, and found when it is due.
final class LeaseStore {

  private LeaseStore() {}

  /// Renews a lease, if its epoch is the card's and the card runs.
  static Optional<Lease> renew(Session session, CardId id, long epoch, Instant now)
      throws SQLException {
    return session
        .sql(
            """
            UPDATE card SET lease_expires_at_ms = ? + lease_millis
             WHERE board_id = ? AND number = ? AND epoch = ? AND state = 'RUNNING'
            RETURNING epoch, worker, holder, lease_millis, lease_expires_at_ms
            """,
            now,
            id.board().value(),
            id.number(),
            epoch)
        .list(rows -> Optional.ofNullable(CardStore.lease(rows)).orElseThrow())
        .stream()
        .findFirst();
  }

  /// Counts a noted beat as a write of the card.
  static void saveNote(Session session, Card after) throws SQLException {
    session
        .sql(
            "UPDATE card SET version = ?, updated_at_ms = ? WHERE board_id = ? AND number = ?",
            after.version().current(),
            after.updateTime(),
            after.id().board().value(),
            after.id().number())
        .update();
  }

  /// The cards whose leases are due and no longer than a span, longest due first.
  static List<CardId> due(Session session, Instant now, Duration longest, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, number FROM card
             WHERE lease_expires_at_ms IS NOT NULL AND lease_expires_at_ms <= ? AND lease_millis <= ?
             ORDER BY lease_expires_at_ms LIMIT ?
            """,
            now,
            longest.toMillis(),
            limit)
        .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2)));
  }

  /// When the first lease is due that is not yet.
  static Optional<Instant> nextAfter(Session session, Instant now) throws SQLException {
    return session
        .sql(
            """
            SELECT lease_expires_at_ms FROM card
             WHERE lease_expires_at_ms IS NOT NULL AND lease_expires_at_ms > ?
             ORDER BY lease_expires_at_ms LIMIT 1
            """,
            now)
        .first(rows -> Instant.ofEpochMilli(rows.getLong(1)));
  }

  /// The shortest lease that is due already.
  static Optional<Duration> shortestDue(Session session, Instant now) throws SQLException {
    return session
        .sql(
            """
            SELECT MIN(lease_millis) FROM card
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
