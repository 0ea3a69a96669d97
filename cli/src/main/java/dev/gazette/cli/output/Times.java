package dev.gazette.cli.output;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times between protos, Java and people.
public final class Times {

  private Times() {}

  /// The moment of a timestamp.
  public static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /// The timestamp of a moment.
  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /// The proto of a length of time.
  public static Duration duration(java.time.Duration length) {
    return Duration.newBuilder().setSeconds(length.getSeconds()).setNanos(length.getNano()).build();
  }

  /// A length of time in seconds, to the nanosecond.
  public static BigDecimal seconds(Duration length) {
    return BigDecimal.valueOf(length.getSeconds())
        .add(BigDecimal.valueOf(length.getNanos(), 9))
        .stripTrailingZeros();
  }

  /// A moment for people: UTC, to the second.
  public static String brief(Timestamp time) {
    return instant(time).truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
  }
}
