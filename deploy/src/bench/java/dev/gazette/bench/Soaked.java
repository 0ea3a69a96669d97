package dev.gazette.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A {@link SoakedBoard} that runs, looked at from outside.
final class Soaked implements AutoCloseable {

  private static final double MIB = 1024 * 1024;

  /// What comes and goes with cards, and what is kept of them for a time.
  private static final List<String> TABLES =
      List.of(
          "card",
          "trash",
          "run",
          "comment",
          "card_wait",
          "card_key",
          "card_label",
          "search_card",
          "card_forgotten",
          "event",
          "answer");

  private final Process process;
  private final Path database;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final int port;

  /// Starts one in a home.
  ///
  /// @param times how many times faster its clock runs
  Soaked(Gazette gazette, int times) throws IOException {
    process =
        gazette
            .java(
                List.of("-cp", System.getProperty("java.class.path")),
                SoakedBoard.class.getName(),
                Integer.toString(times))
            .redirectErrorStream(false)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    database = gazette.home().resolve("data/board/board.db");
    questions = process.outputWriter();
    answers = process.inputReader();
    port = Math.toIntExact(answer());
  }

  private long answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("The board ended");
    }
    return Long.parseLong(line);
  }

  int port() {
    return port;
  }

  /// What it holds now, by name.
  Map<String, Double> holds() throws IOException, SQLException {
    questions.write("\n");
    questions.flush();
    double heap = answer() / MIB;
    var resident = new Resident(process.pid());
    var found = new LinkedHashMap<String, Double>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      found.put("database file, MiB", Files.size(database) / MIB);
      found.put("of it in use, MiB", inUse(connection) / MIB);
      found.put("write-ahead log, MiB", Files.size(Path.of(database + "-wal")) / MIB);
      found.put("heap after a collection, MiB", heap);
      found.put("resident, MiB", resident.mebibytes());
      found.put("open descriptors", (double) resident.descriptors());
      found.put("threads", (double) resident.threads());
      for (String table : TABLES) {
        found.put("rows of `%s`".formatted(table), number(connection, "count(*) FROM " + table));
      }
    }
    return found;
  }

  private static double inUse(Connection connection) throws SQLException {
    return number(connection, "page_count FROM pragma_page_count")
            * number(connection, "page_size FROM pragma_page_size")
        - number(connection, "freelist_count FROM pragma_freelist_count")
            * number(connection, "page_size FROM pragma_page_size");
  }

  private static double number(Connection connection, String what) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT " + what)) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.onExit().join();
  }
}
