package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.Locale;
import java.util.regex.Pattern;

/// The id of a card: its board's key and a number from 1, e.g. `OPS-42`. It lies with the board
/// because the board numbers.
public record CardId(BoardId board, long number) {

  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,31})-([1-9][0-9]{0,17})");

  /// Reads an id, in capitals or not.
  public static CardId parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw INVALID_ARGUMENT.because(
          "A card's id is its board's key, a hyphen and a number, e.g. OPS-42.");
    }
    return new CardId(
        new BoardId(parts.group(1).toLowerCase(Locale.ROOT)), Long.parseLong(parts.group(2)));
  }

  /// Its resource path, e.g. `boards/ops/cards/OPS-42`.
  public String resource() {
    return board.resource() + "/cards/" + this;
  }

  @Override
  public String toString() {
    return board.key() + "-" + number;
  }
}
