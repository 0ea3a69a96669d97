package dev.gazette.bench;

import dev.gazette.platform.store.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Bare JDBC: statements prepared once, bound and run.
final class Player implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Player(Database database) throws SQLException {
    connection = DriverManager.getConnection(database.url(), database.properties());
  }

  /// How many operations a second it writes, when so many share a commit.
  double rate(List<List<Tape.Step>> operations, int group) throws SQLException {
    long start = System.nanoTime();
    for (int from = 0; from < operations.size(); from += group) {
      run("BEGIN IMMEDIATE");
      for (var operation : operations.subList(from, Math.min(operations.size(), from + group))) {
        if (group > 1) {
          run("SAVEPOINT operation");
        }
        for (var step : operation) {
          play(step);
        }
        if (group > 1) {
          run("RELEASE operation");
        }
      }
      run("COMMIT");
    }
    return operations.size() * 1e9 / (System.nanoTime() - start);
  }

  private void run(String sql) throws SQLException {
    statement(sql).execute();
  }

  private void play(Tape.Step step) throws SQLException {
    var statement = statement(step.sql());
    for (int i = 0; i < step.parameters().length; i++) {
      switch (step.parameters()[i]) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        default -> throw new SQLException("Not on tape: " + step.parameters()[i].getClass());
      }
    }
    if (statement.execute()) {
      try (var rows = statement.getResultSet()) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
    }
  }

  private PreparedStatement statement(String sql) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
