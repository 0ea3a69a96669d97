package dev.gazette.board.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That a board is not there: it was removed, or has not come in whole yet.
///
/// @param by the actor that removed it; empty for one that is being imported, or is gone
/// @param removeTime when
/// @param purgeTime until when it can be restored, or its import can go on; null once nothing but
///   its numbers is left
public record Removal(String by, Instant removeTime, @Nullable Instant purgeTime) {

  /// Whether it can be brought back at a time.
  boolean restorable(Instant now) {
    return !by.isEmpty() && purgeTime != null && purgeTime.isAfter(now);
  }

  /// Whether records still come in at a time.
  boolean importing(Instant now) {
    return by.isEmpty() && purgeTime != null && purgeTime.isAfter(now);
  }

  /// Whether nothing is left but the numbers.
  boolean over() {
    return purgeTime == null;
  }
}
