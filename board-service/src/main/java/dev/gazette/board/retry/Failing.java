package dev.gazette.board.retry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the attempts on a card fail, one after the other.
///
/// @param failures how many in a row counted as failures
/// @param violations how many broke the protocol meanwhile
/// @param exit how the last one failed
/// @param error what its worker said of it
/// @param retryTime when the next may begin; null unless that is waited for
public record Failing(
    int failures, int violations, ExitClass exit, String error, @Nullable Instant retryTime) {

  /// Nothing is waited for any more.
  Failing waited() {
    return retryTime == null ? this : new Failing(failures, violations, exit, error, null);
  }
}
