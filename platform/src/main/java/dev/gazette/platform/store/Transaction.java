package dev.gazette.platform.store;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.NewEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What an operation is given: a session within the writer's transaction, the time, randomness, and
/// the event log.
public final class Transaction {

  private final Session session;
  private final String origin;
  private final EventStore.Head before;
  private final Instant now;
  private final RandomGenerator random;
  private final Known known;
  private final Map<Object, Object> shared = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private long position;
  private long sequence;

  /// A transaction on a session that has begun one; the log goes on from its head.
  ///
  /// @param known what operations before it know
  public Transaction(
      Session session,
      String origin,
      EventStore.Head head,
      Instant clock,
      RandomGenerator random,
      Known known) {
    this.session = session;
    this.origin = origin;
    this.before = head;
    this.now = clock.isAfter(head.time()) ? clock : head.time();
    this.random = random;
    this.known = known;
    known.begin();
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
  public void append(Actor actor, NewEvent event) {
    position++;
    sequence++;
    EventStore.append(this, origin, position, sequence, actor, event);
  }

  /// Adds a row that is written at the end of the group, with all others of its kind, unless this
  /// operation is undone. For what no operation reads.
  public void add(ManyRows insert, @Nullable Object... cells) {
    rows.add(new Row(insert, Arrays.asList(cells)));
  }

  private record Row(ManyRows insert, List<@Nullable Object> cells) {}

  /// Writes the rows that were added. Called once, before the commit, by what began the
  /// transaction.
  public void writeRows() throws SQLException {
    var byInsert = new LinkedHashMap<ManyRows, List<List<@Nullable Object>>>();
    for (var row : rows) {
      byInsert.computeIfAbsent(row.insert(), _ -> new ArrayList<>()).add(row.cells());
    }
    for (var same : byInsert.entrySet()) {
      same.getKey().run(session, same.getValue(), Statement::update);
    }
    rows.clear();
  }

  /// What the operations of a group have in common, whatever becomes of each.
  @SuppressWarnings("unchecked") // A key stands for one type.
  public <T> T shared(Class<T> key, Supplier<T> making) {
    return (T) shared.computeIfAbsent(key, _ -> making.get());
  }

  /// Appends a copy of another service's event, unless it is there already.
  public void copy(Event event) throws SQLException {
    if (EventStore.copy(session, position + 1, event)) {
      position++;
    }
  }

  /// What an operation reads that later ones need again: read once, for as long as nobody {@link
  /// #keep}s or {@link #forget}s it.
  ///
  /// @param key what is read, of a type of its own
  @SuppressWarnings("unchecked") // A key stands for one reading.
  public <T> T known(Object key, Query<T> reading) throws SQLException {
    var found = (T) known.get(key);
    if (found == null) {
      found = reading.on(session);
      known.put(key, found);
    }
    return found;
  }

  /// What is {@link #keep}t by a key, if it is still there.
  @SuppressWarnings("unchecked") // A key stands for one type.
  public <T> Optional<T> kept(Object key) {
    return Optional.ofNullable((T) known.get(key));
  }

  /// Keeps what was just read or written, for operations that would read it again. Whatever writes
  /// the same rows must keep or forget it too.
  public void keep(Object key, Object value) {
    known.put(key, value);
  }

  /// Has the next operation that needs it read it again. Called by what writes it.
  public void forget(Object key) {
    known.remove(key);
  }

  /// Where the log stands after what was appended so far.
  EventStore.Head head() {
    return new EventStore.Head(
        position, sequence, sequence == before.sequence() ? before.time() : now);
  }

  /// Does something in a savepoint of its own, amid a group: what it says it did not finish is
  /// undone, with what it knew, and nothing else is.
  ///
  /// @param work answers whether its changes stay; throws nothing
  public void apart(Predicate<Transaction> work) throws SQLException {
    long positionBefore = position;
    long sequenceBefore = sequence;
    int rowsBefore = rows.size();
    known.begin();
    session.execute("SAVEPOINT operation");
    if (!work.test(this)) {
      session.execute("ROLLBACK TO operation");
      position = positionBefore;
      sequence = sequenceBefore;
      rows.subList(rowsBefore, rows.size()).clear();
      known.undo();
    }
    session.execute("RELEASE operation");
  }
}
