package dev.gazette.board.card;

/// How often a card was written, so that a stale write is seen and can be told what it missed.
///
/// @param current rises with every write that counts
/// @param edited the version that last changed what it says
/// @param moved the version that last changed its state or column
public record Version(long current, long edited, long moved) {

  /// The version of a new card.
  static final Version FIRST = new Version(1, 1, 1);

  Version edit() {
    return new Version(current + 1, current + 1, moved);
  }

  Version move() {
    return new Version(current + 1, edited, current + 1);
  }

  Version note() {
    return new Version(current + 1, edited, moved);
  }

  /// Changes with every write that counts.
  public String etag() {
    return Long.toString(current);
  }

  /// What happened since an etag that is not this one's: the end of a sentence.
  String since(String etag) {
    long seen;
    try {
      seen = Long.parseLong(etag);
    } catch (NumberFormatException _) {
      return "that etag is none of its own";
    }
    if (seen > current) {
      return "that etag is none of its own";
    }
    boolean newText = edited > seen;
    boolean newPlace = moved > seen;
    if (newText && newPlace) {
      return "what it says and its state or column changed after it was read";
    }
    return newText
        ? "what it says changed after it was read"
        : newPlace
            ? "its state or column changed after it was read"
            : "its worker noted something after it was read";
  }
}
