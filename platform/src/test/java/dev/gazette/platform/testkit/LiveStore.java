package dev.gazette.platform.testkit;

import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventFeed;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.CommitBell;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/// A service's store as it runs, with its writer's thread, on a SQLite file of the test's or on
/// PostgreSQL. Reads run on the reader's own thread. Opened again on the same folder it is the
/// service after a restart; twice on one PostgreSQL, two replicas of it.
public final class LiveStore implements AutoCloseable {

  private static final long SEED = 42;

  private final Readers readers;
  private final EventFeed feed;
  private final Writer writer;
  private final CommitBell bell;

  /// Opens the store of a service in a folder.
  public LiveStore(String service, Path folder, PinnedClock clock) {
    this(file(service, folder), clock, new Random(SEED));
  }

  /// Opens the store of a replica on a migrated PostgreSQL.
  public LiveStore(Database database) {
    this(database, InstantSource.system(), new Random());
  }

  private LiveStore(Database database, InstantSource clock, Random random) {
    readers = new Readers(source(database), database.dialect(), Runnable::run);
    feed = new EventFeed(readers);
    writer = new Writer(database, clock, random, feed::advance);
    bell = new CommitBell(database, feed::advance);
    bell.start();
  }

  /// A new PostgreSQL database of a service, migrated.
  public static Database postgres(String service) {
    return Migrated.postgres(service);
  }

  private static Database file(String service, Path folder) {
    var database = Database.file(service, folder.resolve(service + ".db"));
    Migrated.file(database);
    return database;
  }

  private static DataSource source(Database database) {
    if (database.dialect().replicated()) {
      var source = new PGSimpleDataSource();
      source.setUrl(database.url());
      source.setCurrentSchema(database.service());
      return source;
    }
    var source = new SQLiteDataSource();
    source.setUrl(database.url());
    return source;
  }

  /// Writes, and waits for the commit.
  public <T> T write(Operation<T> operation) {
    return writer.write(operation).toCompletableFuture().join();
  }

  /// The writer.
  public Writer writer() {
    return writer;
  }

  /// The readers.
  public Readers readers() {
    return readers;
  }

  /// The feed of its log.
  public EventFeed feed() {
    return feed;
  }

  /// The kinds of the whole log, oldest first.
  public List<String> eventKinds() {
    return readers.readNow(session -> EventStore.after(session, 0, Integer.MAX_VALUE)).stream()
        .map(Event::kind)
        .toList();
  }

  @Override
  public void close() {
    bell.close();
    writer.close();
  }
}
