package dev.gazette.platform.store;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.NewEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// What an operation is given: a session within the writer's transaction, the time, randomness, and
/// the event log.
public final class Transaction {

  private final Session session;
  private final String origin;
  private final Instant now;
  private final RandomGenerator random;
  private long position;
  private long sequence;

  /// A transaction on a session that has begun one; the log goes on from its head.
  public Transaction(
      Session session, String origin, EventStore.Head head, Instant clock, RandomGenerator random) {
    this.session = session;
    this.origin = origin;
    this.now = clock.isAfter(head.time()) ? clock : head.time();
    this.random = random;
    this.position = head.position();
    this.sequence = head.sequence();
  }

  /// The session, for stores.
  public Session session() {
    return session;
  }

  /// The time of the transaction, in whole milliseconds: the later of the clock and the newest
  /// event, so that it never goes back.
  public Instant now() {
    return now;
  }

  /// Where ids and jitter come from.
  public RandomGenerator random() {
    return random;
  }

  /// A fresh id: the prefix and 12 characters of 60 random bits, in an alphabet without look-alikes
  /// (Crockford base 32).
  public String newId(String prefix) {
    return prefix + Ids.encode(random.nextLong());
  }

  /// Appends an event of this service.
  public void append(Actor actor, NewEvent event) throws SQLException {
    EventStore.append(session, origin, position + 1, sequence + 1, now, actor, event);
    position++;
    sequence++;
  }

  /// Appends a copy of another service's event, unless it is there already.
  public void copy(Event event) throws SQLException {
    if (EventStore.copy(session, position + 1, event)) {
      position++;
    }
  }

  Mark mark() {
    return new Mark(position, sequence);
  }

  void backTo(Mark mark) {
    position = mark.position();
    sequence = mark.sequence();
  }

  /// Where the log stood before an operation.
  record Mark(long position, long sequence) {}
}
