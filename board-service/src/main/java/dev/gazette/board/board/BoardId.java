package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.Locale;
import java.util.regex.Pattern;

/// The id of a board: a letter, then up to 31 of `a-z 0-9 - _`.
public record BoardId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  /// The board that exists from the first start.
  public static final BoardId DEFAULT = new BoardId("default");

  /// Checks the shape.
  public BoardId {
    if (!SHAPE.matcher(value).matches()) {
      throw INVALID_ARGUMENT.because(
          "A board's id is a small letter, then up to 31 of a-z 0-9 - _, e.g. ops.");
    }
  }

  /// What stands before the numbers of its cards: the id in capitals.
  public String key() {
    return value.toUpperCase(Locale.ROOT);
  }

  /// Its resource path, e.g. `boards/ops`.
  public String resource() {
    return "boards/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
