package dev.gazette.platform.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A SQL statement with its parameters bound, ready to run once.
public final class Statement {

  private final PreparedStatement statement;

  private Statement(PreparedStatement statement) {
    this.statement = statement;
  }

  static Statement of(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bind(statement, i + 1, parameters[i]);
    }
    return new Statement(statement);
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case String text -> statement.setString(index, text);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setLong(index, number);
      case Boolean flag -> statement.setLong(index, flag ? 1 : 0);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Instant time -> statement.setLong(index, time.toEpochMilli());
      case Enum<?> constant -> statement.setString(index, constant.name());
      default ->
          throw new IllegalArgumentException("No SQL type for " + value.getClass().getName());
    }
  }

  /// Runs it and counts the rows it changed.
  public int update() throws SQLException {
    return statement.executeUpdate();
  }

  /// The first row, if there is one.
  public <T> Optional<T> first(Row<T> row) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
    }
  }

  /// All rows. The SQL bounds how many.
  public <T> List<T> list(Row<T> row) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(row.of(rows));
      }
      return List.copyOf(found);
    }
  }

  /// Whether there is a row.
  public boolean exists() throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next();
    }
  }

  /// The number in the first column of the only row.
  public long number() throws SQLException {
    return first(rows -> rows.getLong(1)).orElse(0L);
  }

  /// Makes a value of the row that the cursor is on.
  @FunctionalInterface
  public interface Row<T> {

    /// Reads the row.
    T of(ResultSet rows) throws SQLException;

    /// The instant in a column of milliseconds, or null where the column is.
    static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
      long millis = rows.getLong(column);
      return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
  }
}
