package dev.gazette.deploy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// Boards of a Hermes Agent as files, made by the schema that it has.
final class HermesBoards {

  /// The tables of autumn 2026.
  private static final List<String> NEWEST =
      List.of(
          """
          CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT NOT NULL, body TEXT, assignee TEXT, status TEXT NOT NULL,
            priority INTEGER DEFAULT 0, created_by TEXT, created_at INTEGER NOT NULL, started_at INTEGER,
            completed_at INTEGER, workspace_kind TEXT NOT NULL DEFAULT 'scratch', workspace_path TEXT, claim_lock TEXT,
            claim_expires INTEGER, tenant TEXT, result TEXT, idempotency_key TEXT,
            consecutive_failures INTEGER NOT NULL DEFAULT 0, worker_pid INTEGER, last_failure_error TEXT,
            max_runtime_seconds INTEGER, max_retries INTEGER, block_kind TEXT,
            block_recurrences INTEGER NOT NULL DEFAULT 0)
          """,
          "CREATE TABLE task_links (parent_id TEXT, child_id TEXT, PRIMARY KEY (parent_id, child_id))",
          """
          CREATE TABLE task_comments (id INTEGER PRIMARY KEY AUTOINCREMENT, task_id TEXT, author TEXT, body TEXT,
            created_at INTEGER)
          """,
          """
          CREATE TABLE task_events (id INTEGER PRIMARY KEY AUTOINCREMENT, task_id TEXT, run_id INTEGER, kind TEXT,
            payload TEXT, created_at INTEGER)
          """,
          """
          CREATE TABLE task_runs (id INTEGER PRIMARY KEY AUTOINCREMENT, task_id TEXT, profile TEXT, status TEXT,
            claim_lock TEXT, worker_pid INTEGER, last_heartbeat_at INTEGER, started_at INTEGER, ended_at INTEGER,
            outcome TEXT, summary TEXT, metadata TEXT, error TEXT)
          """,
          """
          CREATE TABLE task_attachments (id INTEGER PRIMARY KEY AUTOINCREMENT, task_id TEXT, filename TEXT,
            stored_path TEXT, content_type TEXT, size INTEGER, uploaded_by TEXT, created_at INTEGER)
          """);

  private static final List<String> TASKS =
      List.of(
          task("t_00000001", "Parent", "done", 100, "result", "'All good'", "completed_at", "190"),
          task("t_00000002", "Child", "ready", 110, "priority", "7", "tenant", "'acme'"),
          task(
              "t_00000003", "Runs", "running", 120, "claim_lock", "'host:1'", "worker_pid", "4242"),
          task("t_00000004", "Waits", "todo", 130, "assignee", "'ben'", "idempotency_key", "'k1'"),
          task(
              "t_00000005",
              "Stuck",
              "blocked",
              140,
              "block_kind",
              "'capability'",
              "max_retries",
              "5"),
          task(
              "t_00000006",
              "Broke",
              "blocked",
              150,
              "consecutive_failures",
              "2",
              "last_failure_error",
              "'exit 1'"),
          task(
              "t_00000007",
              "Slept",
              "scheduled",
              160,
              "body",
              "'Zzz'",
              "max_runtime_seconds",
              "60"),
          task("t_00000008", "Old", "archived", 170, "idempotency_key", "'k1'", "result", "''"),
          task("t_00000009", "Odd", "dreaming", 180, "body", "'?'", "assignee", "''"));

  private HermesBoards() {}

  private static String task(
      String id,
      String title,
      String status,
      long created,
      String a,
      String x,
      String b,
      String y) {
    return "INSERT INTO tasks (id, title, status, created_at, %s, %s) VALUES ('%s', '%s', '%s', %d, %s, %s)"
        .formatted(a, b, id, title, status, 1_700_000_000 + created, x, y);
  }

  /// A board with a task in every state.
  static Path newest(Path file) throws SQLException {
    write(file, NEWEST);
    write(file, TASKS);
    write(
        file,
        List.of(
            "INSERT INTO task_links VALUES ('t_00000001', 't_00000002'), ('t_00000003', 't_00000004')",
            "INSERT INTO task_comments (task_id, author, body, created_at) VALUES"
                + " ('t_00000001', 'eve', 'Well done', 1700000195), ('t_gone', 'eve', 'Lost', 1700000196)",
            "INSERT INTO task_runs (task_id, profile, status, started_at, ended_at, outcome, summary, metadata) VALUES"
                + " ('t_00000001', 'coder', 'done', 1700000150, 1700000160, 'crashed', NULL, 'not json'),"
                + " ('t_00000001', 'coder', 'done', 1700000170, 1700000190, 'completed', 'All good', '{\"n\": 1}'),"
                + " ('t_00000003', 'coder', 'running', 1700000200, NULL, NULL, NULL, NULL)",
            "INSERT INTO task_attachments (task_id, filename, stored_path, uploaded_by, created_at) VALUES"
                + " ('t_00000001', 'report.txt', 'attachments/t_00000001/report.txt', 'eve', 1700000195),"
                + " ('t_00000001', 'gone.txt', 'attachments/t_00000001/gone.txt', 'eve', 1700000195),"
                + " ('t_00000002', 'passwd', '/etc/passwd', 'eve', 1700000195),"
                + " ('t_00000002', 'up', '../../../../../../etc/hostname', 'eve', 1700000195)",
            "INSERT INTO task_events (task_id, kind, payload, created_at) VALUES"
                + " ('t_00000001', 'created', '{}', 1700000100),"
                + " ('t_00000005', 'blocked', '{\"reason\": \"No key\"}', 1700000145),"
                + " ('t_00000001', 'completed', 'not json', 1700000190)"));
    return file;
  }

  /// A board of before most columns and tables.
  static Path oldest(Path file) throws SQLException {
    write(
        file,
        List.of(
            "CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT NOT NULL, status TEXT NOT NULL,"
                + " created_at INTEGER NOT NULL, spawn_failures INTEGER, last_spawn_error TEXT)",
            "INSERT INTO tasks VALUES ('t_1', 'Old one', 'ready', 1700000000, 1, 'no shell')"));
    return file;
  }

  private static void write(Path file, List<String> statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }
}
