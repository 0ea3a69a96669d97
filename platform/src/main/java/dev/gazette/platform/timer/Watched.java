package dev.gazette.platform.timer;

import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A source and how its runs went: it runs once at a time, and pauses longer after each run that
/// failed or moved nothing.
final class Watched {

  /// The pause after the first such run; it doubles with each.
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /// The longest pause.
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 10;

  private final DueSource source;
  private boolean running;
  private boolean looked = true;
  private boolean failed;
  private Instant ranFor = Instant.MIN;
  private Instant ended = Instant.MIN;
  private Instant notBefore = Instant.MIN;
  private int misses;

  Watched(DueSource source) {
    this.source = source;
  }

  String name() {
    return source.name();
  }

  /// When to run it next; empty while it runs, or when nothing is to come.
  synchronized Optional<Instant> due(Session session) throws SQLException {
    if (running) {
      return Optional.empty();
    }
    var next = source.nextDue(session);
    if (!looked) {
      looked = true;
      judge(next);
    }
    next.ifPresent(due -> ranFor = due);
    return next.map(due -> due.isBefore(notBefore) ? notBefore : due);
  }

  private void judge(Optional<Instant> next) {
    if (failed || next.filter(ranFor::equals).isPresent()) {
      var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(misses, MOST_DOUBLINGS));
      notBefore = ended.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
      misses++;
    } else {
      notBefore = Instant.MIN;
      misses = 0;
    }
  }

  synchronized void begin() {
    running = true;
    failed = true;
  }

  /// Runs it. Not synchronized: it may take long.
  void run(Instant now) {
    source.run(now);
    synchronized (this) {
      failed = false;
    }
  }

  synchronized void end(Instant now) {
    running = false;
    looked = false;
    ended = now;
  }
}
