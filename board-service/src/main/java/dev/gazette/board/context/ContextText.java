package dev.gazette.board.context;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// A text under construction: the board's own words as they are, everybody else's behind `> `.
final class ContextText {

  private static final String QUOTE = "> ";

  /// Line ends that a title may hold.
  private static final Pattern OTHER_LINE_ENDS = Pattern.compile("[\\u2028\\u2029]");

  private final StringBuilder text = new StringBuilder();
  private final Instant now;

  /// @param now what ages are counted from
  ContextText(Instant now) {
    this.now = now;
  }

  /// A line of the board's. What others wrote may only stand at the end of it, and in one line.
  @FormatMethod
  void line(@FormatString String format, Object... values) {
    text.append(OTHER_LINE_ENDS.matcher(format.formatted(values)).replaceAll(" ")).append('\n');
  }

  /// A heading, with room before it.
  @FormatMethod
  void heading(@FormatString String format, Object... values) {
    text.append('\n');
    line(format, values);
  }

  /// What somebody wrote, cut at a size with a mark that says so; nothing of an empty text.
  ///
  /// @param mostBytes of it, in UTF-8
  void quote(String written, int mostBytes) {
    if (written.isBlank()) {
      return;
    }
    String shown = cut(written, mostBytes);
    for (String line : shown.split("\\R", -1)) {
      text.append(QUOTE).append(line).append('\n');
    }
    if (shown.length() < written.length()) {
      line(
          "(cut: %,d of %,d characters)",
          shown.codePointCount(0, shown.length()), written.codePointCount(0, written.length()));
    }
  }

  private static String cut(String written, int mostBytes) {
    if (written.getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
      return written;
    }
    int bytes = 0;
    int at = 0;
    while (true) {
      int point = written.codePointAt(at);
      bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > mostBytes) {
        return written.substring(0, at);
      }
      at += Character.charCount(point);
    }
  }

  /// How long ago something was: never less than nothing, whatever a clock did.
  String ago(Instant time) {
    return length(Duration.between(time, now)) + " ago";
  }

  /// A length of time in its largest unit.
  static String length(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3_600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
