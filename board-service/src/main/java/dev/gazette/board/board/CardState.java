package dev.gazette.board.board;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The state of a card: all that the kernel reads. A column is a board's own name for one.
public enum CardState {
  /// Somebody has to look at it first.
  TRIAGE,
  /// Waits for other cards.
  TODO,
  /// Waits for a time.
  SCHEDULED,
  /// May be claimed.
  READY,
  /// Held under a lease.
  RUNNING,
  /// Waits for a reviewer.
  REVIEW,
  /// Stopped until a person lets it go on.
  BLOCKED,
  /// Ended well.
  DONE,
  /// Ended badly.
  FAILED,
  /// Given up.
  CANCELLED,
  /// Out of sight.
  ARCHIVED;

  /// All but `ARCHIVED`, in the order boards draw them.
  public static final List<CardState> DRAWN =
      Arrays.stream(values()).filter(state -> state != ARCHIVED).toList();

  /// The states that may follow by `move` alone, without a verb of their own.
  public Set<CardState> movesTo() {
    return switch (this) {
      case TRIAGE, READY -> EnumSet.of(TRIAGE, READY);
      default -> EnumSet.of(this);
    };
  }

  /// Whether nothing more is to be done: done, failed or cancelled.
  public boolean ended() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }

  /// The state as people read it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
