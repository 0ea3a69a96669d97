package dev.gazette.cli.card;

import com.google.protobuf.Timestamp;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.output.Times;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// When a card wakes, as options.
final class WakeOptions {

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When it wakes: 2026-12-31, an ISO-8601 time, or in 3d.")
  @Nullable String at;

  @Option(names = "--in", paramLabel = "LENGTH", description = "How long it sleeps: 30m, 2h, 3d.")
  @Nullable String in;

  /// The time; empty when none is given.
  Optional<Timestamp> time() {
    if (at != null && in != null) {
      throw Failure.usage("Choose one of --at and --in.");
    }
    var now = Instant.now();
    if (at != null) {
      return Optional.of(Times.timestamp(Durations.moment("--at", at, now, 1)));
    }
    return Optional.ofNullable(in)
        .map(length -> Times.timestamp(now.plus(Durations.parse("--in", length))));
  }
}
