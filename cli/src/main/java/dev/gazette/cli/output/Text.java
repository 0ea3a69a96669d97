package dev.gazette.cli.output;

import java.util.Locale;

/// Other people's text, made harmless for a terminal: what would move the cursor, change the
/// colours or the direction of writing is shown as an escape, e.g. `\x1b`.
public final class Text {

  private Text() {}

  /// Text on one line: line ends and tabs are escaped too.
  public static String line(String text) {
    return visible(text, false);
  }

  /// Text of many lines: line ends and tabs are left.
  public static String block(String text) {
    return visible(text, true);
  }

  private static String visible(String text, boolean lines) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean keep = lines && (c == '\n' || c == '\t');
      if (!keep && isControl(c)) {
        if (clean == null) {
          clean = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        clean.append(escape(c));
      } else if (clean != null) {
        clean.append(c);
      }
    }
    return clean == null ? text : clean.toString();
  }

  private static boolean isControl(char c) {
    return c < 0x20
        || (c >= 0x7f && c <= 0x9f)
        || c == 0x061c
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c);
    };
  }

  /// How many cells of a terminal a clean line takes: two for East Asian wide characters and emoji,
  /// none for combining marks.
  public static int width(String line) {
    int cells = 0;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      cells += cells(line.codePointAt(i));
    }
    return cells;
  }

  /// As much of a clean line as fits into some cells, ended by `…` when some of it does not.
  public static String fit(String line, int cells) {
    if (line.length() <= cells / 2 || width(line) <= cells) {
      return line;
    }
    var fitting = new StringBuilder();
    int used = 1;
    for (int i = 0; i < line.length(); ) {
      int point = line.codePointAt(i);
      used += cells(point);
      if (used > cells) {
        break;
      }
      fitting.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return fitting.append('…').toString();
  }

  /// A clean line with spaces behind it, up to some cells.
  public static String pad(String line, int cells) {
    return line + " ".repeat(Math.max(0, cells - width(line)));
  }

  private static int cells(int point) {
    if (point < 0x300) {
      return 1;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0xa4cf)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff00 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6)
        || (point >= 0x1f300 && point <= 0x1faff)
        || (point >= 0x20000 && point <= 0x3fffd);
  }
}
