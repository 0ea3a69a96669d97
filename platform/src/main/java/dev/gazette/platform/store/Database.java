package dev.gazette.platform.store;

import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// A service's database: where it is and how its connections are opened.
///
/// @param service whose it is, e.g. `board`: the origin of its events and the owner of its
///   migrations
/// @param url the JDBC URL
public record Database(String service, String url) {

  /// The oldest SQLite that does not corrupt a WAL database on a race of checkpoints.
  private static final Runtime.Version OLDEST_SQLITE = Runtime.Version.parse("3.51.3");

  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  /// Pages of 4 KiB that the writer keeps in memory: 16 MiB, where SQLite's own choice is 2 MiB. It
  /// has what a busy board writes, so that no write waits for a read.
  private static final int CACHED_PAGES = 4_000;

  /// Pages in the log before they are copied into the file. SQLite's own choice of 1,000 has a busy
  /// writer copy the same page every few commits, and wait for two more confirmations of the disk.
  private static final int LOGGED_PAGES = 4_000;

  /// How long a PostgreSQL server bears with a replica that stopped amid a group: it holds the lock
  /// that all others wait for.
  private static final int LONGEST_HALT_MILLIS = 5_000;

  /// What must read back from a SQLite file, or an acknowledged write might not be on disk: WAL,
  /// FULL (2), foreign keys.
  private static final Map<String, String> PROMISED =
      Map.of("journal_mode", "wal", "synchronous", "2", "foreign_keys", "1");

  /// A SQLite file.
  public static Database file(String service, Path file) {
    return new Database(service, "jdbc:sqlite:" + file);
  }

  /// A SQLite database in memory that lives as long as a connection to it is open, for tests.
  public static Database memory(String service, String name) {
    return new Database(service, "jdbc:sqlite:file:" + name + "?mode=memory&cache=shared");
  }

  /// Which SQL it speaks.
  public Dialect dialect() {
    return Dialect.of(url);
  }

  /// Its file, when it has one.
  public Optional<Path> path() {
    return dialect() == Dialect.SQLITE && !inMemory()
        ? Optional.of(Path.of(url.substring("jdbc:sqlite:".length())))
        : Optional.empty();
  }

  /// Opens the one connection that writes, and proves that it keeps what it promises.
  public Session open() throws SQLException {
    var connection = DriverManager.getConnection(url, properties());
    var session = new Session(connection, dialect());
    if (dialect() == Dialect.SQLITE && !inMemory()) {
      session.execute("PRAGMA cache_size = " + CACHED_PAGES);
      session.sql("PRAGMA wal_autocheckpoint = " + LOGGED_PAGES).exists();
      requirePromises(session);
    }
    if (dialect().replicated()) {
      session.execute("SET idle_in_transaction_session_timeout = " + LONGEST_HALT_MILLIS);
    }
    return session;
  }

  private void requirePromises(Session session) throws SQLException {
    String version =
        session.sql("SELECT sqlite_version()").first(r -> r.getString(1)).orElseThrow();
    if (Runtime.Version.parse(version).compareTo(OLDEST_SQLITE) < 0) {
      throw STORE_UNAVAILABLE.because(
          "SQLite %s can corrupt a WAL database; %s or newer is needed.", version, OLDEST_SQLITE);
    }
    for (var promise : PROMISED.entrySet()) {
      String found =
          session.sql("PRAGMA " + promise.getKey()).first(r -> r.getString(1)).orElse("nothing");
      if (!found.equals(promise.getValue())) {
        throw STORE_UNAVAILABLE.because(
            "%s would not keep its writes: %s is %s instead of %s. Is it on a network folder?",
            url, promise.getKey(), found, promise.getValue());
      }
    }
  }

  /// The connection properties of writer and readers alike.
  public Properties properties() {
    var properties = new Properties();
    if (dialect() == Dialect.SQLITE) {
      properties.setProperty("journal_mode", inMemory() ? "MEMORY" : "WAL");
      properties.setProperty("synchronous", "FULL");
      properties.setProperty("foreign_keys", "true");
      properties.setProperty("transaction_mode", "IMMEDIATE");
      properties.setProperty("busy_timeout", Integer.toString(BUSY_TIMEOUT_MILLIS));
      // What a savepoint would restore stays in memory: a group would soon write it to a file.
      properties.setProperty("temp_store", "MEMORY");
      // Nobody asks for row ids, and the driver would prepare a query for them after each insert.
      properties.setProperty("jdbc.get_generated_keys", "false");
    } else {
      properties.setProperty("currentSchema", service);
      properties.setProperty("tcpKeepAlive", "true"); // A server that is gone says nothing.
      properties.setProperty("ApplicationName", "gazette-" + service);
    }
    return properties;
  }

  private boolean inMemory() {
    return url.contains("mode=memory");
  }

  /// A connection for what neither writes nor reads for a caller, e.g. a copy.
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, properties());
  }
}
