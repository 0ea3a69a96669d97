package dev.gazette.platform.field;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Reads fields of requests, or refuses with `INVALID_ARGUMENT` in a sentence that names the field
/// and its bound. Characters are code points. NUL passes nowhere.
public final class Fields {

  private static final int LONGEST_QUOTE = 100;

  private Fields() {}

  /// Somebody's words within a sentence: at most 100 characters of them, without control
  /// characters.
  public static String quoted(String words) {
    String start = words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE) + "…" : words;
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  /// One line of text, trimmed, at most so many characters; may be empty.
  public static String line(String field, String value, int most) {
    String line = value.strip();
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw INVALID_ARGUMENT.because(
          "%s holds a control character; write it in one line of plain text.", field);
    }
    return atMost(field, line, most);
  }

  /// One line of text, trimmed, of at least one and at most so many characters.
  public static String requiredLine(String field, String value, int most) {
    return required(field, line(field, value, most), most);
  }

  /// Text of several lines, as it is, at most so many characters; may be empty.
  public static String text(String field, String value, int most) {
    return atMost(field, withoutNul(field, value), most);
  }

  /// Text of several lines, as it is, at most so many bytes of UTF-8; may be empty.
  public static String textOfBytes(String field, String value, int most) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    if (length > most) {
      throw INVALID_ARGUMENT.because(
          "%s has %,d bytes; at most %,d. Shorten it, or keep the rest in a file.",
          field, length, most);
    }
    return withoutNul(field, value);
  }

  /// A value that must not be blank.
  public static String required(String field, String value, int most) {
    if (value.isBlank()) {
      throw INVALID_ARGUMENT.because("%s is empty; give it 1 to %,d characters.", field, most);
    }
    return value;
  }

  /// A number within bounds, both included.
  public static long within(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw INVALID_ARGUMENT.because(
          "%s is %,d; it must be %,d to %,d.", field, value, least, most);
    }
    return value;
  }

  /// A span of time within bounds, both included.
  public static java.time.Duration within(
      String field, Duration value, java.time.Duration least, java.time.Duration most) {
    if (!Durations.isValid(value)) {
      throw INVALID_ARGUMENT.because("%s is not a duration.", field);
    }
    var span = java.time.Duration.ofSeconds(value.getSeconds(), value.getNanos());
    if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
      throw INVALID_ARGUMENT.because(
          "%s is %s s; it must be %d to %d s.",
          field, span.toMillis() / 1000.0, least.toSeconds(), most.toSeconds());
    }
    return span;
  }

  /// A time, to the millisecond; empty where the field is absent.
  public static Optional<Instant> time(String field, boolean present, Timestamp value) {
    if (!present) {
      return Optional.empty();
    }
    if (!Timestamps.isValid(value)) {
      throw INVALID_ARGUMENT.because("%s is not a time between the years 1 and 9999.", field);
    }
    return Optional.of(Instant.ofEpochMilli(Timestamps.toMillis(value)));
  }

  private static String withoutNul(String field, String value) {
    if (value.indexOf('\0') >= 0) {
      throw INVALID_ARGUMENT.because("%s holds a NUL character; take it out.", field);
    }
    return value;
  }

  private static String atMost(String field, String value, int most) {
    int length = value.codePointCount(0, value.length());
    if (length > most) {
      throw INVALID_ARGUMENT.because(
          "%s has %,d characters; at most %,d. Shorten it.", field, length, most);
    }
    return value;
  }
}
