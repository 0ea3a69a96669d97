package dev.gazette.governor.env;

import dev.gazette.governor.env.EnvStatement.Assignment;
import dev.gazette.governor.env.EnvStatement.Other;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `.env` text into statements without losing a byte. A quote that is never closed, or is
/// closed in the middle of a word, opens nothing: the value then ends with its line.
final class EnvScanner {

  private static final Pattern HEAD =
      Pattern.compile(
          "\uFEFF?[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*=(?<gap>[ \\t]*)");
  private static final Pattern REST = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\r?\\n|\\z)");
  private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t]+)#");

  private final String text;
  private final List<EnvStatement> statements = new ArrayList<>();
  private int position;

  EnvScanner(String text) {
    this.text = text;
  }

  List<EnvStatement> scan() {
    while (position < text.length()) {
      var head = HEAD.matcher(text).region(position, text.length());
      var statement = head.lookingAt() ? assignment(head) : new Other(line(position));
      statements.add(statement);
      position += statement.text().length();
    }
    return statements;
  }

  private EnvStatement assignment(Matcher head) {
    int start = head.end();
    int close = closingQuote(start);
    if (close > 0) {
      var rest = REST.matcher(text).region(close + 1, text.length());
      if (rest.lookingAt()) {
        return quoted(head, start, close, rest.end());
      }
    }
    return bare(head, start);
  }

  private Assignment quoted(Matcher head, int start, int close, int end) {
    String inside = text.substring(start + 1, close);
    String value = text.charAt(start) == '"' ? EnvValue.unescape(inside) : inside;
    return new Assignment(
        text.substring(position, start),
        head.group(1),
        text.substring(start, close + 1),
        value,
        text.substring(close + 1, end));
  }

  /// A value without quotes: to the end of the line, or to the comment that a space introduces.
  private Assignment bare(Matcher head, int start) {
    String line = line(start);
    var comment = COMMENT.matcher(line);
    String token = (comment.find() ? line.substring(0, comment.start()) : line).stripTrailing();
    // The gap before no value belongs after it, so that a value can come first.
    int from = token.isEmpty() ? head.start("gap") : start;
    return new Assignment(
        text.substring(position, from),
        head.group(1),
        token,
        token,
        text.substring(from + token.length(), start + line.length()));
  }

  /// Where the quote that opens at a place is closed; -1 where none opens or none closes.
  private int closingQuote(int start) {
    if (start >= text.length()) {
      return -1;
    }
    return switch (text.charAt(start)) {
      case '\'' -> text.indexOf('\'', start + 1);
      case '"' -> closingDoubleQuote(start + 1);
      default -> -1;
    };
  }

  private int closingDoubleQuote(int start) {
    for (int i = start; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '"' -> {
          return i;
        }
        default -> {}
      }
    }
    return -1;
  }

  /// The line from a place on, with its end.
  private String line(int start) {
    int feed = text.indexOf('\n', start);
    return text.substring(start, feed < 0 ? text.length() : feed + 1);
  }
}
