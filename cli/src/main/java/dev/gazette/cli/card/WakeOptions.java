package dev.gazette.cli.card;

import com.google.protobuf.Timestamp;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.Recurrence;
import java.time.Instant;
import java.time.ZoneId;
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

  @Option(
      names = "--cron",
      paramLabel = "CRON",
      description =
          "It sleeps on, and makes a ready card like itself at each of these times: minute, hour, day"
              + " of the month, month, day of the week; or @hourly, @daily, @weekly, @monthly,"
              + " @yearly.")
  @Nullable String cron;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose clock --cron is of, as Europe/Berlin: this machine's unless told.")
  @Nullable String zone;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "No time of --cron after this: 2026-12-31, an ISO-8601 time, or in 30d.")
  @Nullable String until;

  /// The time; empty when none is given.
  Optional<Timestamp> time() {
    if ((at == null ? 0 : 1) + (in == null ? 0 : 1) + (cron == null ? 0 : 1) > 1) {
      throw Failure.usage("Choose one of --at, --in and --cron.");
    }
    var now = Instant.now();
    if (at != null) {
      return Optional.of(Times.timestamp(Durations.moment("--at", at, now, 1)));
    }
    return Optional.ofNullable(in)
        .map(length -> Times.timestamp(now.plus(Durations.parse("--in", length))));
  }

  /// The recurrence; empty when none is given.
  Optional<Recurrence> recurrence() {
    if (cron == null) {
      if (zone != null || until != null) {
        throw Failure.usage("--zone and --until go with --cron.");
      }
      return Optional.empty();
    }
    var recurrence =
        Recurrence.newBuilder()
            .setCron(cron)
            .setZone(zone == null ? ZoneId.systemDefault().getId() : zone);
    if (until != null) {
      recurrence.setEndTime(Times.timestamp(Durations.moment("--until", until, Instant.now(), 1)));
    }
    return Optional.of(recurrence.build());
  }

  /// What a card that recurs does, in a sentence: its next times.
  static String told(Recurrence recurrence) {
    return "makes a card at %s%s"
        .formatted(
            String.join(", ", recurrence.getNextTimesList().stream().map(Times::brief).toList()),
            recurrence.getNextTimesCount() < 3 ? ", the last" : ", and so on");
  }
}
