package dev.gazette.platform.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/// A real PostgreSQL server, brought by the tests: started once per JVM, on loopback, ended with
/// it.
public final class EmbeddedPostgresServer {

  private static final EmbeddedPostgres SERVER = start();

  private EmbeddedPostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException failure) {
      throw new AssertionError("The embedded PostgreSQL does not start", failure);
    }
  }

  /// The URL of a new, empty database.
  public static String freshDatabase() {
    return freshDatabase("template1");
  }

  /// The URL of a new database that is like another one, which nobody has open.
  static String freshDatabase(String template) {
    return createDatabase("test_" + UUID.randomUUID().toString().replace('-', '_'), template);
  }

  /// Makes a database of a name; answers its URL.
  static String createDatabase(String name, String template) {
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
    return SERVER.getJdbcUrl("postgres", name);
  }
}
