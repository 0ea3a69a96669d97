package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.util.Durations;
import dev.gazette.board.board.CardState;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.retry.Failure;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import java.time.Duration;
import java.util.Optional;

/// Failed attempts between the wire and the operations.
final class AttemptProtos {

  private static final int LONGEST_ERROR = 4_000;
  private static final int LARGEST_OUTPUT_BYTES = 64 * 1024;
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private AttemptProtos() {}

  static Failure failure(FailAttemptRequest request) {
    var exit = exit(request.getExit());
    if (request.hasRetryAfter() && exit != ExitClass.RATE_LIMITED) {
      throw INVALID_ARGUMENT.because("retry_after is for rate_limited alone; leave it out.");
    }
    return new Failure(
        exit,
        Fields.text("error", request.getError(), LONGEST_ERROR),
        Fields.textOfBytes("output", request.getOutput(), LARGEST_OUTPUT_BYTES),
        request.hasRetryAfter()
            ? Optional.of(
                Fields.within("retry_after", request.getRetryAfter(), SHORTEST_WAIT, LONGEST_WAIT))
            : Optional.empty());
  }

  private static ExitClass exit(dev.gazette.proto.board.v1.ExitClass exit) {
    return switch (exit) {
      case EXIT_CLASS_CRASHED -> ExitClass.CRASHED;
      case EXIT_CLASS_TIMED_OUT -> ExitClass.TIMED_OUT;
      case EXIT_CLASS_RATE_LIMITED -> ExitClass.RATE_LIMITED;
      case EXIT_CLASS_PROTOCOL_VIOLATION -> ExitClass.PROTOCOL_VIOLATION;
      case EXIT_CLASS_SPAWN_FAILED -> ExitClass.SPAWN_FAILED;
      case EXIT_CLASS_TERMINAL -> ExitClass.TERMINAL;
      case EXIT_CLASS_UNSPECIFIED, EXIT_CLASS_LAPSED, UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because(
              "exit is none of crashed, timed_out, rate_limited, protocol_violation, spawn_failed, terminal.");
    };
  }

  /// What a card tells of failed attempts.
  static void render(Card card, dev.gazette.proto.board.v1.Card.Builder rendered) {
    var retry = card.waits().retry();
    var longest = retry.maxRuntime();
    if (longest != null) {
      rendered.setMaxRuntime(Durations.fromMillis(longest.toMillis()));
    }
    var deadline = retry.deadline();
    if (deadline != null) {
      rendered.setDeadline(CardProtos.timestamp(deadline));
    }
    var failing = retry.failing();
    if (failing == null) {
      return;
    }
    rendered
        .setFailures(failing.failures())
        .setProtocolViolations(failing.violations())
        .setLastExit(
            dev.gazette.proto.board.v1.ExitClass.valueOf("EXIT_CLASS_" + failing.exit().name()))
        .setLastError(failing.error());
    var time = failing.retryTime();
    if (time != null && card.state() == CardState.SCHEDULED) {
      rendered.setRetryTime(CardProtos.timestamp(time));
    }
  }
}
