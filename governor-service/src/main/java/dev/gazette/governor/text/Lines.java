package dev.gazette.governor.text;

import java.util.ArrayList;
import java.util.List;

/// Text as lines that keep their ends, so that joining them gives the text again.
public final class Lines {

  private static final String LF = "\n";
  private static final String CRLF = "\r\n";

  private Lines() {}

  /// The lines of a text, each with its end; the last may have none.
  public static List<String> split(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  /// A line without its end.
  public static String bare(String line) {
    if (line.endsWith(CRLF)) {
      return line.substring(0, line.length() - 2);
    }
    return line.endsWith(LF) ? line.substring(0, line.length() - 1) : line;
  }

  /// How the lines of a text end: as its last ended line does, `\n` where none is ended.
  public static String end(String text) {
    int feed = text.lastIndexOf('\n');
    return feed > 0 && text.charAt(feed - 1) == '\r' ? CRLF : LF;
  }

  /// A text with bare lines added at its end, ended as the text's lines are. Where the last line
  /// had no end, the new last line has none either.
  public static String append(String text, List<String> added) {
    if (added.isEmpty()) {
      return text;
    }
    String end = end(text);
    String joined = String.join(end, added);
    return text.isEmpty() || text.endsWith(LF) ? text + joined + end : text + end + joined;
  }
}
