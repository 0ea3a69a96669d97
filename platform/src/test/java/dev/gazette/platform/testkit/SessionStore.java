package dev.gazette.platform.testkit;

import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Known;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Query;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.Random;
import java.util.UUID;

/// A test store on one session.
final class SessionStore implements TestStore {

  private static final long SEED = 42;

  private final String service;
  private final Session session;
  private final PinnedClock clock = new PinnedClock();
  private final Random random = new Random(SEED);
  private final Runnable afterwards;
  private final Known known = new Known();

  private SessionStore(String service, Session session, Runnable afterwards) {
    this.service = service;
    this.session = session;
    this.afterwards = afterwards;
  }

  static SessionStore memory(String service) {
    var database = Database.memory(service, "test-" + UUID.randomUUID());
    return open(service, () -> Migrated.memory(database), () -> {});
  }

  static SessionStore postgres(String service) {
    var database = Migrated.postgres(service);
    return open(service, database::open, () -> EmbeddedPostgresServer.dropDatabase(database.url()));
  }

  /// Opens a session.
  private interface Opening {
    Session open() throws SQLException;
  }

  private static SessionStore open(String service, Opening opening, Runnable afterwards) {
    try {
      return new SessionStore(service, opening.open(), afterwards);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public <T> T write(Operation<T> operation) {
    try {
      session.begin();
      try {
        var head = EventStore.head(session, service);
        var transaction = new Transaction(session, service, head, clock.instant(), random, known);
        T result = operation.in(transaction);
        transaction.writeRows();
        session.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        session.rollback();
        known.undo();
        throw failure;
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public <T> T read(Query<T> query) {
    try {
      return query.on(session);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public PinnedClock clock() {
    return clock;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
    afterwards.run();
  }
}
