package dev.gazette.platform.testkit;

import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Migrations;
import dev.gazette.platform.store.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The migrated database of each service: made once in a JVM, and copied for each test, which takes
/// milliseconds where migrating takes a good part of a second.
final class Migrated {

  private static final Map<String, Path> FILES = new ConcurrentHashMap<>();
  private static final Map<String, String> SERVERS = new ConcurrentHashMap<>();

  private Migrated() {}

  /// A new session on a database in memory.
  static Session memory(Database database) throws SQLException {
    var session = database.open();
    try (var statement = session.connection().createStatement()) {
      statement.execute("restore from " + file(database.service()));
    }
    return session;
  }

  /// Brings a database in a file to the version of this program.
  static void file(Database database) {
    var file = database.path().orElseThrow();
    try {
      if (!Files.exists(file)) {
        Files.copy(file(database.service()), file);
        database.open().close(); // Which sets its journal, before a writer and a reader both do.
      }
      Migrations.migrate(database);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /// A new database on the embedded PostgreSQL server.
  static Database postgres(String service) {
    String template = SERVERS.computeIfAbsent(service, Migrated::migrateServer);
    return new Database(service, EmbeddedPostgresServer.freshDatabase(template));
  }

  private static Path file(String service) {
    return FILES.computeIfAbsent(service, Migrated::migrateFile);
  }

  private static Path migrateFile(String service) {
    try {
      var folder = Files.createTempDirectory("migrated-");
      folder.toFile().deleteOnExit();
      var database = Database.file(service, folder.resolve(service + ".db"));
      Migrations.migrate(database);
      try (var session = database.open()) {
        session.execute("PRAGMA journal_mode = DELETE"); // One file, without a log beside it.
      }
      var file = database.path().orElseThrow();
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String migrateServer(String service) {
    String name = "migrated_" + service;
    Migrations.migrate(
        new Database(service, EmbeddedPostgresServer.createDatabase(name, "template1")));
    return name;
  }
}
