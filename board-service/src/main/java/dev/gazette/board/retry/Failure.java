package dev.gazette.board.retry;

import java.time.Duration;
import java.util.Optional;

/// How one attempt failed.
///
/// @param error what went wrong
/// @param output the last that the worker put out; empty for none
/// @param retryAfter how long a rate limit holds, if the worker knows
public record Failure(ExitClass exit, String error, String output, Optional<Duration> retryAfter) {

  /// The failure of an attempt that took as long as it may.
  public static Failure timedOut() {
    return new Failure(ExitClass.TIMED_OUT, "It took longer than it may.", "", Optional.empty());
  }

  /// The failure of a worker that did not renew its lease.
  public static Failure lapsed(String worker) {
    return new Failure(
        ExitClass.LAPSED, worker + " did not renew its lease.", "", Optional.empty());
  }
}
