package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.regex.Pattern;

/// The id of a column, unique on its board: a letter, then up to 31 of `a-z 0-9 - _`.
public record ColumnId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  /// Checks the shape.
  public ColumnId {
    if (!SHAPE.matcher(value).matches()) {
      throw INVALID_ARGUMENT.because(
          "A column's id is a small letter, then up to 31 of a-z 0-9 - _, e.g. in-work.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
