package dev.gazette.bench;

import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Bare JDBC: statements prepared once, bound and run.
final class Player implements AutoCloseable {
  private final Session session;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Player(Database database) throws SQLException {
    session = database.open();
    connection = session.connection();
  }

  /// How many seconds it takes to write groups, each in one transaction.
  double seconds(List<List<Tape.Step>> groups) throws SQLException {
    long start = System.nanoTime();
    for (var group : groups) {
      connection.setAutoCommit(false);
      for (var step : group) {
        play(step);
      }
      connection.setAutoCommit(true);
    }
    return (System.nanoTime() - start) / 1e9;
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
    session.close();
  }
}
