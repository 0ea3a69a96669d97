package dev.gazette.platform.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The migrations of this program for one database, compared with those that Flyway noted there.
/// Flyway takes a third of a start to find out that there is nothing to do, so it is only asked
/// where this finds a difference.
final class MigrationScripts {

  private final Database database;

  MigrationScripts(Database database) {
    this.database = database;
  }

  /// Whether the database holds exactly the migrations of this program, each as it is here. In
  /// doubt, e.g. when the database cannot be read, it is not: Flyway tells why.
  boolean allApplied() {
    if (database.path().filter(Files::notExists).isPresent()) {
      return false;
    }
    try (var session = new Session(database.connect(), database.dialect())) {
      return applied(session).equals(checksums());
    } catch (SQLException | IOException _) {
      return false;
    }
  }

  /// What Flyway noted. One that failed counts as another than it should be.
  private static Map<String, Long> applied(Session session) throws SQLException {
    var applied = new HashMap<String, Long>();
    var rows =
        session
            .sql(
                """
                SELECT script, CASE WHEN success THEN checksum END AS checksum
                FROM schema_history
                WHERE type <> 'SCHEMA'
                ORDER BY installed_rank
                """)
            .list(row -> Map.entry(row.getString("script"), row.getLong("checksum")));
    rows.forEach(row -> applied.merge(row.getKey(), row.getValue(), (_, _) -> 0L));
    return applied;
  }

  private Map<String, Long> checksums() throws IOException {
    var checksums = new HashMap<String, Long>();
    for (String owner : List.of("platform", database.service())) {
      String folder = database.dialect().migrations(owner);
      for (String script : scripts(folder)) {
        checksums.put(script, checksum(folder + "/" + script));
      }
    }
    return checksums;
  }

  private static List<String> scripts(String folder) throws IOException {
    URL url = MigrationScripts.class.getClassLoader().getResource(folder);
    if (url == null) {
      return List.of(); // An owner without tables of its own.
    }
    if (url.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false); // What is closed here would be closed for everybody.
      try (var jar = connection.getJarFile()) {
        return jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith(folder + "/") && name.endsWith(".sql"))
            .map(name -> name.substring(folder.length() + 1))
            .toList();
      }
    }
    try (var files = Files.list(Path.of(URI.create(url.toString())))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /// As Flyway computes it: the lines without their ends, so that a checkout with other ones counts
  /// as the same.
  private static long checksum(String script) throws IOException {
    var checksum = new CRC32();
    var bytes = MigrationScripts.class.getClassLoader().getResourceAsStream(script);
    if (bytes == null) {
      throw new IOException("Nothing on the class path is named " + script);
    }
    try (var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      reader.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
    }
    return (int) checksum.getValue();
  }
}
