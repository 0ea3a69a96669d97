package dev.gazette.cli.card;

import dev.gazette.cli.connect.Health;
import dev.gazette.cli.connect.RequestIds;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.target.Service;
import dev.gazette.proto.board.v1.Claim;
import java.time.Duration;
import java.time.Instant;

/// Waits for the next card across restarts: what broke is asked again under the same request id, so
/// that a card which was given meanwhile is not lost. A board that was never reached is a failure
/// at once.
final class LineForCard {

  /// The longest that one call may wait; more takes several.
  private static final Duration LONGEST = Duration.ofHours(1);

  /// What a call has beyond its wait, for its answer.
  private static final Duration ANSWERING = Duration.ofSeconds(30);

  /// The same when the wait is cut short by the deadline, as the service does it.
  private static final Duration CUT = Duration.ofSeconds(1);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final String NOTHING_READY = "NOTHING_READY";

  private final Session session;
  private final NextCard next;

  LineForCard(Session session, NextCard next) {
    this.session = session;
    this.next = next;
  }

  /// The claim; fails with `NOTHING_READY` when the time is over.
  Claim claim(Duration wait) {
    Health.check(session.connection(), Service.BOARD, session.timeout());
    session.note("In line for the next card.");
    var end = Instant.now().plus(wait);
    while (true) {
      try {
        return once(end);
      } catch (Failure failure) {
        if (!failure.reason().equals(NOTHING_READY) || !Instant.now().isBefore(end)) {
          throw failure;
        }
      }
    }
  }

  /// Asks until there is an answer.
  private Claim once(Instant end) {
    var wait = shorter(left(end), LONGEST);
    String id = RequestIds.fresh();
    var deadline = wait.plus(ANSWERING);
    var pause = SHORTEST_PAUSE;
    boolean told = false;
    while (true) {
      try {
        return next.claim(Times.duration(wait), id, deadline);
      } catch (Failure failure) {
        if (failure.exit() != Exit.UNREACHABLE || left(end).isZero()) {
          throw failure;
        }
        if (!told) {
          told = true;
          session.note("The board is away; going on when it is back.");
        }
        sleep(shorter(pause, left(end)));
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        deadline = left(end).plus(CUT);
      }
    }
  }

  private static Duration left(Instant end) {
    var left = Duration.between(Instant.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
