package dev.gazette.cli.frame;

import dev.gazette.cli.error.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/// Times as people write them: `500ms`, `30s`, `15m`, `2h`, `30d`; `2026-12-31`,
/// `2026-12-31T12:00:00Z`.
public final class Durations {

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)?");

  private Durations() {}

  /// A length of time; a bare number counts seconds.
  public static Duration parse(String option, String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches()) {
      throw Failure.usage(
          "%s %s is no length of time: write a number and ms, s, m, h, d or w, e.g. 30s.",
          option, text);
    }
    long number = Long.parseLong(match.group(1));
    return switch (match.group(2) == null ? "s" : match.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      case "w" -> Duration.ofDays(Math.multiplyExact(number, 7));
      default -> Duration.ofSeconds(number);
    };
  }

  /// A length of time in words, in its largest whole unit: `30 days`.
  public static String words(Duration length) {
    if (length.toSecondsPart() > 0) {
      return length.toSeconds() + " s";
    }
    if (length.toMinutesPart() > 0) {
      return length.toMinutes() + " min";
    }
    return length.toHoursPart() > 0 ? length.toHours() + " h" : length.toDays() + " days";
  }

  /// A moment: a date (its first instant, UTC), an ISO-8601 time, or a length of time from a start,
  /// forwards or back.
  public static Instant moment(String option, String text, Instant start, int direction) {
    if (SHAPE.matcher(text).matches()) {
      return start.plus(parse(option, text).multipliedBy(direction));
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException _) {
      throw Failure.usage(
          "%s %s is no time: write 2026-12-31, 2026-12-31T12:00:00Z, or a length such as 2h.",
          option, text);
    }
  }
}
