package dev.gazette.platform.testkit;

import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventFeed;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.sqlite.SQLiteDataSource;

/// A service's store as it runs, with its writer's thread, on a SQLite file of the test's. Reads
/// run on the reader's own thread. Opened again on the same folder it is the service after a
/// restart.
public final class LiveStore implements AutoCloseable {

  private static final long SEED = 42;

  private final Readers readers;
  private final EventFeed feed;
  private final Writer writer;

  /// Opens the store of a service in a folder.
  public LiveStore(String service, Path folder, PinnedClock clock) {
    var database = Database.file(service, folder.resolve(service + ".db"));
    Migrated.file(database);
    var source = new SQLiteDataSource();
    source.setUrl(database.url());
    readers = new Readers(source, database.dialect(), Runnable::run);
    feed = new EventFeed(readers);
    writer = new Writer(database, clock, new Random(SEED), feed::advance);
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
    writer.close();
  }
}
