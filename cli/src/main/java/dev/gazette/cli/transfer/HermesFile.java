package dev.gazette.cli.transfer;

import dev.gazette.cli.output.Json;
import dev.gazette.proto.board.v1.BoardRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The board of a Hermes Agent, in its SQLite file. Only a copy is opened, with what lies in the
/// file's log, so that neither a running agent nor the file is touched.
final class HermesFile implements Source {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final String COPY = "board.db";

  private final Path folder;
  private final Connection connection;
  private final Statement statement;
  private final HermesRecords records = new HermesRecords();
  private final Map<String, Long> runs = new HashMap<>();
  private final Deque<Query> queries = new ArrayDeque<>();
  private @Nullable Query query;
  private @Nullable ResultSet rows;
  private final Path original;
  private @Nullable HermesAttachments files;
  private boolean attached;

  /// Makes the record of a row; empty for one that is left out.
  @FunctionalInterface
  private interface Reading {
    Optional<BoardRecord> of(HermesRow row);
  }

  private record Query(String sql, Reading reading) {}

  /// Whether a file that begins so is a SQLite file.
  static boolean isOne(byte[] start) {
    return Arrays.equals(start, MAGIC);
  }

  /// Opens a copy of a file.
  HermesFile(Path file) throws IOException {
    original = file.toAbsolutePath();
    folder = Files.createTempDirectory("gazette-import"); // Mode 0700.
    try {
      copy(file, "");
      copy(file, "-wal");
      connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(COPY));
      statement = connection.createStatement();
      prepare();
    } catch (SQLException failure) {
      clear();
      throw damaged(failure);
    }
  }

  private void copy(Path file, String suffix) throws IOException {
    var from = file.resolveSibling(file.getFileName() + suffix);
    if (suffix.isEmpty() || Files.exists(from)) {
      Files.copy(from, folder.resolve(COPY + suffix));
    }
  }

  private static IOException damaged(SQLException failure) {
    return new IOException("it cannot be read: " + failure.getMessage(), failure);
  }

  private void prepare() throws SQLException, IOException {
    var tables = new TreeSet<String>();
    each(
        "SELECT name FROM sqlite_master WHERE type = 'table'", row -> tables.add(row.text("name")));
    if (!tables.contains("tasks")) {
      throw new IOException("it is a SQLite file, but no board of Hermes: it has no tasks");
    }
    if (tables.contains("task_runs")) {
      each(
          "SELECT * FROM task_runs ORDER BY id",
          run -> {
            records.note(run);
            runs.merge(run.text("task_id"), 1L, Long::sum);
          });
    }
    if (tables.contains("task_events")) {
      each("SELECT * FROM task_events WHERE kind = 'blocked' ORDER BY id", records::noteBlock);
    }
    add(
        tables,
        "tasks",
        "created_at, rowid", // Times are in seconds there.
        task -> Optional.of(records.card(task, runs.getOrDefault(task.text("id"), 0L))));
    add(tables, "task_links", "child_id, parent_id", records::edge);
    add(tables, "task_runs", "id", records::run);
    add(tables, "task_comments", "id", records::comment);
    add(tables, "task_events", "id", records::event);
    attached = tables.contains("task_attachments");
  }

  private void add(Set<String> tables, String table, String order, Reading reading) {
    if (tables.contains(table)) {
      queries.add(new Query("SELECT * FROM %s ORDER BY %s".formatted(table, order), reading));
    }
  }

  @FunctionalInterface
  private interface Visit {
    void of(HermesRow row);
  }

  private void each(String sql, Visit visit) throws SQLException {
    try (var found = statement.executeQuery(sql)) {
      while (found.next()) {
        visit.of(new HermesRow(found));
      }
    }
  }

  @Override
  public String board() {
    return HermesRecords.BOARD;
  }

  @Override
  public String boardJson() {
    return Json.of(Map.of("title", "Hermes"));
  }

  @Override
  public Optional<BoardRecord> next() throws IOException {
    try {
      while (true) {
        if (rows == null || query == null) {
          if (queries.isEmpty()) {
            return Optional.empty();
          }
          query = queries.remove();
          rows = statement.executeQuery(query.sql());
        }
        if (!rows.next()) {
          rows.close();
          rows = null;
          continue;
        }
        var record = query.reading().of(new HermesRow(rows));
        if (record.isPresent()) {
          return record;
        }
      }
    } catch (SQLException failure) {
      throw damaged(failure);
    }
  }

  @Override
  public Optional<AttachedFile> nextFile() throws IOException {
    try {
      if (files == null && attached) {
        files =
            new HermesAttachments(
                statement.executeQuery("SELECT * FROM task_attachments ORDER BY id"),
                original.resolveSibling("."),
                records);
      }
      return files == null ? Optional.empty() : files.next();
    } catch (SQLException failure) {
      throw damaged(failure);
    }
  }

  @Override
  public long missing() {
    return files == null ? 0 : files.missing();
  }

  @Override
  public void close() throws IOException {
    try {
      if (files != null) {
        files.close();
      }
      connection.close();
    } catch (SQLException failure) {
      throw damaged(failure);
    } finally {
      clear();
    }
  }

  private void clear() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
