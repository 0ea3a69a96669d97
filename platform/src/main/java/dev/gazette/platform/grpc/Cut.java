package dev.gazette.platform.grpc;

/// Cuts a text in its middle, so that it fits into the headers of an answer: a client takes 8 KiB
/// of them, and loses an answer that has more. What could not be done stands at the beginning of a
/// sentence and what to do about it at the end; what is too long is something quoted between.
final class Cut {

  private static final String ELLIPSIS = "…";
  private static final int ESCAPED = 3;

  private Cut() {}

  /// The text, or as much of its beginning and end as fits.
  ///
  /// @param most how long it may be in `grpc-message`, which writes each byte that is not printable
  ///   ASCII as three characters
  static String to(int most, String text) {
    if (length(text) <= most) {
      return text;
    }
    int room = Math.max(0, most - length(ELLIPSIS));
    int end = end(text, room * 2 / 3);
    int start = start(text, room / 3);
    return text.substring(0, end) + ELLIPSIS + text.substring(start);
  }

  /// How long a text is in `grpc-message`.
  static int length(String text) {
    return text.codePoints().map(Cut::length).sum();
  }

  private static int length(int character) {
    if (character < 0x80) {
      return character >= ' ' && character <= '~' && character != '%' ? 1 : ESCAPED;
    }
    return character < 0x800 ? 2 * ESCAPED : character < 0x10000 ? 3 * ESCAPED : 4 * ESCAPED;
  }

  private static int end(String text, int most) {
    int end = 0;
    int left = most - length(text.codePointAt(end));
    while (left >= 0) {
      end += Character.charCount(text.codePointAt(end));
      left -= length(text.codePointAt(end));
    }
    return end;
  }

  private static int start(String text, int most) {
    int start = text.length();
    int left = most - length(text.codePointBefore(start));
    while (left >= 0) {
      start -= Character.charCount(text.codePointBefore(start));
      left -= length(text.codePointBefore(start));
    }
    return start;
  }
}
