package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.Nearest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Words for priorities, which are numbers to the board.
final class Priority {

  private static final Map<String, Integer> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("low", -100);
    WORDS.put("medium", 0);
    WORDS.put("high", 100);
    WORDS.put("urgent", 1000);
  }

  private Priority() {}

  /// The number that a word or a number names.
  static int parse(String text) {
    var known = WORDS.get(text.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw Failure.usage(
          "--priority %s is neither a number nor one of %s.%s",
          text, String.join(", ", WORDS.keySet()), Nearest.hint(text, WORDS.keySet()));
    }
  }

  /// The word for a number, or the number.
  static String word(int priority) {
    return WORDS.entrySet().stream()
        .filter(entry -> entry.getValue() == priority)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> Integer.toString(priority));
  }
}
