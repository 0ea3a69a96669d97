package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The SQLite files of a home whose services do not run, looked at from outside.
final class Databases {

  private Databases() {}

  /// Asserts that each file is whole and each log without gaps, and that the board's events tell
  /// the state of its cards.
  static void assertWhole(Path home) throws IOException, SQLException {
    try (var files = Files.walk(home.resolve("data"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".db")).toList()) {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
          assertThat(texts(database, "PRAGMA integrity_check"))
              .as(file.toString())
              .containsExactly("ok");
          assertNoGaps(database, file);
          if (file.endsWith("board.db")) {
            assertTold(database);
          }
        }
      }
    }
  }

  /// Asserts that each log in a database is without gaps.
  static void assertNoGaps(Connection database, Object name) throws SQLException {
    assertThat(
            texts(
                database,
                "SELECT origin FROM event GROUP BY origin HAVING COUNT(*) <> MAX(sequence)"))
        .as("logs with gaps in " + name)
        .isEmpty();
    assertThat(texts(database, "SELECT COUNT(*) - COALESCE(MAX(position), 0) FROM event"))
        .as("gaps between positions in " + name)
        .containsExactly("0");
  }

  /// Asserts that a board's events tell the state of its cards.
  static void assertTold(Connection database) throws SQLException {
    assertThat(folded(database)).isEqualTo(stored(database));
  }

  /// The first column of what is asked for.
  static List<String> texts(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /// Each card's title, state, attempts and summary, by its subject.
  private static Map<String, List<String>> stored(Connection database) throws SQLException {
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT 'boards/' || board_id || '/cards/' || upper(board_id) || '-' || number,"
                    + " title, lower(state), attempts, summary FROM card")) {
      var cards = new TreeMap<String, List<String>>();
      while (rows.next()) {
        cards.put(
            rows.getString(1),
            List.of(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
      }
      return cards;
    }
  }

  private static Map<String, List<String>> folded(Connection database) throws SQLException {
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT subject, payload FROM event WHERE kind LIKE 'card.%' ORDER BY position")) {
      var cards = new TreeMap<String, Struct.Builder>();
      while (rows.next()) {
        cards
            .computeIfAbsent(rows.getString(1), _ -> Struct.newBuilder())
            .mergeFrom(struct(rows.getString(2)));
      }
      var told = new TreeMap<String, List<String>>();
      cards.forEach((subject, card) -> told.put(subject, told(card.build())));
      return told;
    }
  }

  private static List<String> told(Struct card) {
    return List.of(
        field(card, "title").getStringValue(),
        field(card, "state").getStringValue(),
        Long.toString((long) field(card, "attempts").getNumberValue()),
        field(card, "summary").getStringValue());
  }

  private static Value field(Struct card, String name) {
    return card.getFieldsOrDefault(name, Value.getDefaultInstance());
  }

  private static Struct struct(String json) {
    try {
      var struct = Struct.newBuilder();
      JsonFormat.parser().merge(json, struct);
      return struct.build();
    } catch (InvalidProtocolBufferException damaged) {
      throw new AssertionError(damaged);
    }
  }
}
