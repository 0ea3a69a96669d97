package dev.gazette.platform.event;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.ManyRows;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `event`: the only class that knows its SQL.
public final class EventStore {

  private static final ManyRows APPEND =
      new ManyRows(
          """
          INSERT INTO event (position, origin, sequence, kind, actor, lane, correlation_id, cause, subject,
                             payload, created_at_ms)
          VALUES
          """,
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "");

  private EventStore() {}

  /// Where a log stands: what the next event continues.
  ///
  /// @param position of the newest row
  /// @param sequence of the newest row that this service wrote
  /// @param time of the newest row that this service wrote; the epoch for none
  public record Head(long position, long sequence, Instant time) {}

  /// Reads where the log stands.
  public static Head head(Session session, String origin) throws SQLException {
    long position = newest(session);
    return session
        .sql(
            """
            SELECT sequence, created_at_ms FROM event
             WHERE origin = ? ORDER BY sequence DESC LIMIT 1
            """,
            origin)
        .first(r -> new Head(position, r.getLong(1), Instant.ofEpochMilli(r.getLong(2))))
        .orElse(new Head(position, 0, Instant.EPOCH));
  }

  /// Adds a row that this service writes, at the end of its group.
  public static void append(
      Transaction transaction,
      String origin,
      long position,
      long sequence,
      Actor actor,
      NewEvent event) {
    transaction.add(
        APPEND,
        position,
        origin,
        sequence,
        event.kind(),
        actor.name(),
        event.lane(),
        actor.correlationId(),
        actor.cause(),
        event.subject(),
        event.payload().json(),
        transaction.now());
  }

  /// Adds a copy of another service's row, unless it is there. Answers whether it was added.
  public static boolean copy(Session session, long position, Event event) throws SQLException {
    return session
            .sql(
                """
                INSERT INTO event (position, origin, sequence, kind, actor, lane, correlation_id, cause, subject,
                                   payload, created_at_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (origin, sequence) DO NOTHING
                """,
                position,
                event.origin(),
                event.sequence(),
                event.kind(),
                event.actor(),
                event.lane(),
                event.correlationId(),
                event.cause(),
                event.subject(),
                event.payload(),
                event.createTime())
            .update()
        == 1;
  }

  /// The rows after a position, oldest first.
  public static List<Event> after(Session session, long position, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT position, origin, sequence, kind, actor, lane, correlation_id, cause, subject, payload,
                   created_at_ms
              FROM event WHERE position > ? ORDER BY position LIMIT ?
            """,
            position,
            limit)
        .list(EventStore::event);
  }

  /// How much a log holds.
  ///
  /// @param events how many
  /// @param since when the first of them happened; null for none
  public record Extent(long events, @Nullable Instant since) {}

  /// Counts a log: reads an index from end to end.
  public static Extent extent(Session session) throws SQLException {
    long events = session.sql("SELECT COUNT(*) FROM event").number();
    var since =
        session
            .sql("SELECT created_at_ms FROM event ORDER BY position LIMIT 1")
            .first(rows -> Instant.ofEpochMilli(rows.getLong(1)));
    return new Extent(events, since.orElse(null));
  }

  /// The position of the newest row; 0 for an empty log.
  public static long newest(Session session) throws SQLException {
    return session.sql("SELECT COALESCE(MAX(position), 0) FROM event").number();
  }

  /// The rows after a position as far as their fate needs them, oldest first.
  public static List<Past> past(Session session, long position, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT position, origin, sequence, subject, created_at_ms
              FROM event WHERE position > ? ORDER BY position LIMIT ?
            """,
            position,
            limit)
        .list(rows -> {
          var cells = new Cells(rows);
          return new Past(
              cells.number(), cells.text(), cells.number(), cells.text(), cells.instant());
        });
  }

  /// Forgets rows for good, and notes that they are gone.
  static void forget(Session session, List<Past> events) throws SQLException {
    for (var event : events) {
      session.sql("DELETE FROM event WHERE position = ?", event.position()).update();
    }
    session
        .sql(
            """
            INSERT INTO event_forgotten (id, position) VALUES (1, ?)
                ON CONFLICT (id) DO UPDATE SET position = excluded.position
             WHERE event_forgotten.position < excluded.position
            """,
            events.getLast().position())
        .update();
  }

  /// The position of the newest row that was forgotten: after it, none is missing. 0 for a log that
  /// has all.
  static long forgotten(Session session) throws SQLException {
    return session.sql("SELECT COALESCE(MAX(position), 0) FROM event_forgotten").number();
  }

  private static Event event(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    return new Event(
        cells.number(),
        cells.text(),
        cells.number(),
        cells.text(),
        cells.text(),
        Lane.valueOf(cells.text()),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.text(),
        cells.instant());
  }
}
