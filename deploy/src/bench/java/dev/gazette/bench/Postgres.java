package dev.gazette.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/// The PostgreSQL server that the tests bring, with its data where SQLite's files lie, made to keep
/// what it confirms. All else of it is as its makers ship it.
final class Postgres implements AutoCloseable {

  /// What is on disk before a commit is answered, as with SQLite's `synchronous=FULL`.
  private static final Map<String, String> PROMISED =
      Map.of("fsync", "on", "synchronous_commit", "on");

  private final EmbeddedPostgres server;
  private final Resident postmaster;

  private Postgres(EmbeddedPostgres server, Resident postmaster) {
    this.server = server;
    this.postmaster = postmaster;
  }

  /// Starts one with an empty database.
  static Postgres in(Place place) throws IOException, SQLException {
    Path folder = place.fresh("postgres");
    var builder = EmbeddedPostgres.builder().setDataDirectory(folder);
    PROMISED.forEach(builder::setServerConfig);
    var server = builder.start();
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
    var postgres = new Postgres(server, new Resident(pid));
    postgres.requirePromises();
    return postgres;
  }

  private void requirePromises() throws SQLException {
    for (var promise : PROMISED.entrySet()) {
      String found = show(promise.getKey());
      if (!found.equals(promise.getValue())) {
        throw new SQLException("%s is %s".formatted(promise.getKey(), found));
      }
    }
  }

  private String show(String setting) throws SQLException {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// Which one it is, e.g. `18.4`.
  String version() throws SQLException {
    return show("server_version");
  }

  /// The URL of its database.
  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /// The processor time that its processes have used so far.
  long processorNanos() throws IOException {
    long nanos = postmaster.processorNanos() + postmaster.endedNanos();
    for (var backend : ProcessHandle.of(postmaster.pid()).orElseThrow().children().toList()) {
      try {
        nanos += new Resident(backend.pid()).processorNanos();
      } catch (IOException _) {
        // It ended meanwhile.
      }
    }
    return nanos;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
