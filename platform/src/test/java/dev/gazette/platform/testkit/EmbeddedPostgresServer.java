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
    execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    return SERVER.getJdbcUrl("postgres", name);
  }

  /// Removes a database that nobody has open any more. Hundreds of them would take gigabytes, and
  /// hold up the end of the JVM, which removes what is left.
  static void dropDatabase(String url) {
    execute("DROP DATABASE " + url.replaceFirst(".*/([a-z0-9_]+).*", "$1"));
  }

  private static void execute(String sql) {
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
