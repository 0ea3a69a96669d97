package dev.gazette.board.cron;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.List;
import java.util.Locale;

/// One field of a cron expression.
///
/// @param name as a refusal names it
/// @param least the smallest value
/// @param most the largest value
/// @param words names for values, the first for `least`
record Field(String name, int least, int most, List<String> words) {

  static final Field MINUTE = new Field("minute", 0, 59, List.of());
  static final Field HOUR = new Field("hour", 0, 23, List.of());
  static final Field DAY = new Field("day of the month", 1, 31, List.of());
  static final Field MONTH =
      new Field(
          "month",
          1,
          12,
          List.of(
              "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));

  /// Sunday is 0, and 7 too.
  static final Field WEEKDAY =
      new Field("day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  /// The values of a text, a bit for each: `*`, a value, a range, each perhaps with a step, and
  /// lists of these.
  long parse(String text) {
    long bits = 0;
    for (String part : text.split(",", -1)) {
      bits |= part(part);
    }
    return bits;
  }

  private long part(String part) {
    var slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int step = slash < 0 ? 1 : number(part, part.substring(slash + 1), 1);
    int hyphen = range.indexOf('-');
    int from;
    int to;
    if (range.equals("*")) {
      from = least;
      to = most;
    } else if (hyphen > 0) {
      from = value(part, range.substring(0, hyphen));
      to = value(part, range.substring(hyphen + 1));
    } else {
      from = value(part, range);
      to = slash < 0 ? from : most;
    }
    if (from > to) {
      throw wrong(part, "the range runs backwards");
    }
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  private int value(String part, String text) {
    int word = words.indexOf(text.toLowerCase(Locale.ROOT));
    return word < 0 ? number(part, text, least) : least + word;
  }

  private int number(String part, String text, int smallest) {
    if (!text.matches("\\d{1,2}")) {
      throw wrong(part, "it is no number");
    }
    int number = Integer.parseInt(text);
    if (number < smallest || number > most) {
      throw wrong(part, "it must be %d to %d".formatted(smallest, most));
    }
    return number;
  }

  private RuntimeException wrong(String part, String why) {
    return INVALID_ARGUMENT.because(
        "cron: cannot read %s as the %s: %s. Write e.g. 0 9 * * 1-5 or @daily.", part, name, why);
  }
}
