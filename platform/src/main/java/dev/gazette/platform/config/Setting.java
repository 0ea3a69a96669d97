package dev.gazette.platform.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One key that a person may set: its default, what it means, and how its text is read.
///
/// @param key the name in `config.properties`, e.g. `gazette.port-offset`
/// @param fallback the text that holds when nobody sets it
/// @param expected what its text must be, as the end of "must be …", with bounds and unit
/// @param meaning what it does, in one sentence, for `docs/configuration.md`
/// @param secret whether its value is shown as `****`
/// @param reading how its text becomes a value
public record Setting<T>(
    String key,
    String fallback,
    String expected,
    String meaning,
    boolean secret,
    Reading<T> reading) {

  /// What every key begins with.
  public static final String PREFIX = "gazette.";

  private static final String FLAG = "true or false";

  /// Checks that the default itself can be read.
  public Setting {
    if (!key.matches("gazette\\.[a-z0-9]+([.-][a-z0-9]+)*")) {
      throw new IllegalArgumentException("Not a key: " + key);
    }
    reading.read(fallback);
  }

  /// A text, as it stands.
  ///
  /// @param expected what it is, e.g. `a host name`; nothing checks it
  public static Setting<String> text(String key, String fallback, String expected, String meaning) {
    return new Setting<>(key, fallback, expected, meaning, false, text -> text);
  }

  /// `true` or `false`; off when nobody sets it.
  public static Setting<Boolean> flag(String key, String meaning) {
    return new Setting<>(key, "false", FLAG, meaning, false, Setting::readFlag);
  }

  /// A whole number within bounds.
  public static Setting<Integer> number(
      String key, int fallback, int least, int most, String meaning) {
    String expected = "a whole number from " + least + " to " + most;
    return new Setting<>(
        key,
        Integer.toString(fallback),
        expected,
        meaning,
        false,
        text -> {
          if (!text.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException(expected);
          }
          int value = Integer.parseInt(text);
          return within(value >= least && value <= most, value, expected);
        });
  }

  /// A time span within bounds, in ISO-8601 without its `PT`: `500ms` is not one, `0.5s`, `90s`,
  /// `30m`, `2h` are.
  public static Setting<Duration> span(
      String key, String fallback, Duration least, Duration most, String meaning) {
    String expected =
        "a time span such as 90s, 30m or 2h, from " + written(least) + " to " + written(most);
    return new Setting<>(
        key,
        fallback,
        expected,
        meaning,
        false,
        text -> {
          if (!text.matches("(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}(\\.\\d{1,3})?s)?")
              || text.isEmpty()) {
            throw new IllegalArgumentException(expected);
          }
          var value = Duration.parse("PT" + text);
          return within(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, value, expected);
        });
  }

  /// One of some words.
  public static Setting<String> choice(String key, List<String> choices, String meaning) {
    String expected = "one of " + String.join(", ", choices);
    return new Setting<>(
        key,
        choices.getFirst(),
        expected,
        meaning,
        false,
        text -> within(choices.contains(text), text, expected));
  }

  /// Entries between commas.
  ///
  /// @param expected what they are, e.g. `hosts between commas`; nothing checks it
  public static Setting<List<String>> list(
      String key, String fallback, String expected, String meaning) {
    return new Setting<>(key, fallback, expected, meaning, false, Setting::entries);
  }

  /// A value that may be absent.
  ///
  /// @param expected what a value that is present must be
  public static <T> Setting<Optional<T>> optional(
      String key, String expected, Reading<T> reading, String meaning) {
    return new Setting<>(
        key,
        "",
        expected,
        meaning,
        false,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(reading.read(text)));
  }

  /// The same setting, whose value is never shown.
  public Setting<T> hidden() {
    return new Setting<>(key, fallback, expected, meaning, true, reading);
  }

  /// The environment variable that sets it, e.g. `GAZETTE_PORT_OFFSET`.
  public String variable() {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /// A value as it may be shown.
  String shown(String text) {
    return secret && !text.isEmpty() ? "****" : text;
  }

  /// The entries of a text between commas, without the spaces around them.
  public static List<String> entries(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /// A span as a person would set it: `PT1H` without its `PT`, small.
  private static String written(Duration span) {
    return span.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static boolean readFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(FLAG);
    };
  }

  private static <T> T within(boolean holds, T value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
    return value;
  }
}
