package dev.gazette.cli.event;

import dev.gazette.cli.connect.Incoming;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the log across restarts: after a break it goes on from the last token, with waits from
/// 100 ms to 5 s. A service that was never reached is a failure at once; one that sent nothing for
/// 45 s, three of its beats, counts as gone.
public final class Following implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(45);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Session session;
  private final WatchEventsRequest.Builder request;
  private @Nullable Incoming<WatchEventsResponse> incoming;
  private Instant lastHeard = Instant.now();
  private Duration wait = SHORTEST_WAIT;
  private boolean reached;
  private boolean told;

  /// A reader that begins as a request says.
  public Following(Session session, WatchEventsRequest request) {
    this.session = session;
    this.request = request.toBuilder();
  }

  /// The next step of the stream; empty when none came in time, or the service is away for now.
  public Optional<WatchEventsResponse> next(Duration patience) {
    try {
      if (incoming == null) {
        incoming = session.open(EventLogServiceGrpc.getWatchEventsMethod(), request.build());
        lastHeard = Instant.now();
      }
      var step = incoming.next(patience);
      step.ifPresent(this::heard);
      if (step.isEmpty()) {
        silent(incoming);
      }
      return step;
    } catch (Failure failure) {
      broken(failure, patience);
      return Optional.empty();
    }
  }

  private void heard(WatchEventsResponse step) {
    reached = true;
    lastHeard = Instant.now();
    wait = SHORTEST_WAIT;
    if (told) {
      told = false;
      session.note("The log is back.");
    }
    if (!step.getResumeToken().isEmpty()) {
      request.setResumeToken(step.getResumeToken());
    }
  }

  private void silent(Incoming<WatchEventsResponse> stream) {
    if (stream.ended() || lastHeard.plus(SILENCE).isBefore(Instant.now())) {
      close();
      await(wait);
      lengthen();
    }
  }

  private void broken(Failure failure, Duration patience) {
    close();
    if (!reached || failure.exit() != Exit.UNREACHABLE) {
      throw failure;
    }
    if (!told) {
      told = true;
      session.note("The log is away; going on when it is back.");
    }
    await(wait.compareTo(patience) < 0 ? wait : patience);
    lengthen();
  }

  private void lengthen() {
    var longer = wait.multipliedBy(2);
    wait = longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
  }

  private static void await(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (incoming != null) {
      incoming.close();
      incoming = null;
    }
  }
}
