package dev.gazette.platform.store;

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

  /// The next cell's text.
  public String text() throws SQLException {
    return rows.getString(++place);
  }

  /// The next cell's text, or null where it is.
  public @Nullable String textOrNull() throws SQLException {
    return rows.getString(++place);
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
