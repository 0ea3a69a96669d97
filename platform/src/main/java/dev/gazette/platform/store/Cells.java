package dev.gazette.platform.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The cells of the row that a cursor is on, read from left to right. By place, for what is read in
/// every write: SQLite's driver searches a name among all columns, anew for each row.
public final class Cells {

  private final ResultSet rows;
  private int place;

  /// The cells of a cursor's row, from the first.
  public Cells(ResultSet rows) {
    this.rows = rows;
  }

  /// The next cell's text; refused for null.
  public String text() throws SQLException {
    var text = textOrNull();
    if (text == null) {
      throw new SQLException("Cell %d is null".formatted(place));
    }
    return text;
  }

  /// The next cell's text, or null where it is. Read as bytes, which takes the driver a fifth of
  /// the time.
  public @Nullable String textOrNull() throws SQLException {
    byte[] bytes = rows.getBytes(++place);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /// The next cell's number.
  public long number() throws SQLException {
    return rows.getLong(++place);
  }

  /// The next cell's instant, of milliseconds.
  public Instant instant() throws SQLException {
    return Instant.ofEpochMilli(number());
  }

  /// The next cell's instant, or null where it is.
  public @Nullable Instant instantOrNull() throws SQLException {
    long millis = number();
    return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
