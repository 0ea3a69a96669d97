package dev.gazette.platform.testkit;

import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Query;
import java.util.List;
import java.util.function.Supplier;

/// A real, migrated store of one service that runs operations on the test's own thread. A store
/// contract is a test class with an abstract `TestStore`, run once on each kind.
public interface TestStore extends AutoCloseable {

  /// Runs one operation in a transaction of its own; what it throws rolls it back.
  <T> T write(Operation<T> operation);

  /// Reads.
  <T> T read(Query<T> query);

  /// The clock that transactions run by.
  PinnedClock clock();

  /// The whole log, oldest first.
  default List<Event> events() {
    return read(session -> EventStore.after(session, 0, Integer.MAX_VALUE));
  }

  /// The kinds of the whole log, oldest first.
  default List<String> eventKinds() {
    return events().stream().map(Event::kind).toList();
  }

  @Override
  void close();

  /// SQLite in memory: fast, for the tests of operations.
  static TestStore memory(String service) {
    return SessionStore.memory(service);
  }

  /// A fresh schema on an embedded PostgreSQL server that all tests of the JVM share.
  static TestStore postgres(String service) {
    return SessionStore.postgres(service);
  }

  /// Both kinds, for parameterized contracts.
  static List<Supplier<TestStore>> both(String service) {
    return List.of(() -> memory(service), () -> postgres(service));
  }
}
