package dev.gazette.governor.env;

import java.util.regex.Pattern;

/// Values of the `.env` dialect: as read by shells, Docker Compose and the dotenv libraries where
/// these agree. Single quotes take everything literally; in double quotes `\n \r \t \" \\ \$ \``
/// are escapes.
final class EnvValue {

  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");

  private EnvValue() {}

  /// A value as a token, quoted when it needs it.
  static String write(String value) {
    return NEEDS_NO_QUOTES.matcher(value).matches() ? value : quote(value);
  }

  /// A value as a quoted token: in single quotes where that can be.
  static String quote(String value) {
    if (value.indexOf('\'') < 0 && value.indexOf('\r') < 0) {
      return "'" + value + "'";
    }
    var token = new StringBuilder("\"");
    value.chars().forEach(character -> escape(token, (char) character));
    return token.append('"').toString();
  }

  private static void escape(StringBuilder token, char character) {
    switch (character) {
      case '\n' -> token.append("\\n");
      case '\r' -> token.append("\\r");
      case '"', '\\', '$', '`' -> token.append('\\').append(character);
      default -> token.append(character);
    }
  }

  /// What the inside of a double-quoted token says.
  static String unescape(String inside) {
    var value = new StringBuilder();
    for (int i = 0; i < inside.length(); i++) {
      char character = inside.charAt(i);
      if (character == '\\' && i + 1 < inside.length()) {
        i++;
        value.append(meaning(inside.charAt(i)));
      } else {
        value.append(character);
      }
    }
    return value.toString();
  }

  private static String meaning(char escaped) {
    return switch (escaped) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case '"', '\\', '$', '`' -> String.valueOf(escaped);
      default -> "\\" + escaped;
    };
  }
}
