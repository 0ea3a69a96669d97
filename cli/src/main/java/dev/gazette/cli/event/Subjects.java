package dev.gazette.cli.event;

import java.util.Locale;

/// Paths of resources, as events name what they happened to.
public final class Subjects {

  private Subjects() {}

  /// The path of a card. Its board's id is the card's key in lower case: what comes before the last
  /// hyphen.
  public static String card(String id) {
    String canonical = id.toUpperCase(Locale.ROOT);
    int hyphen = canonical.lastIndexOf('-');
    String key = hyphen < 0 ? canonical : canonical.substring(0, hyphen);
    return board(key.toLowerCase(Locale.ROOT)) + "/cards/" + canonical;
  }

  /// The path of a board.
  public static String board(String id) {
    return "boards/" + id;
  }
}
