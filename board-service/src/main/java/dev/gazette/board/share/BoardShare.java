package dev.gazette.board.share;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import java.time.Instant;

/// What a board may have of the workers that take cards of several, and what it has had: stride
/// scheduling (C. A. Waldspurger and W. E. Weihl, "Stride Scheduling: Deterministic
/// Proportional-Share Resource Management", MIT/LCS/TM-528, 1995).
///
/// @param weight 1 to 1,000
/// @param pass what it has had, each card as its {@link #stride}
/// @param clock where all boards stood when it was last served
/// @param served when it was last served; the epoch for never
public record BoardShare(BoardId board, int weight, long pass, long clock, Instant served) {

  /// What a card counts on a board of weight 1.
  static final long CARD = 1_000_000_000;

  /// The share of a board that was never served, and that nobody gave a weight.
  static BoardShare of(BoardId board) {
    return new BoardShare(board, 1, 0, 0, Instant.EPOCH);
  }

  /// What a card counts: less where the weight is more.
  long stride() {
    return CARD / weight;
  }

  BoardShare weighing(int other) {
    return new BoardShare(board, other, pass, clock, served);
  }

  NewEvent event() {
    return new NewEvent(
        "share.set", Lane.BUSINESS, board.resource(), Payload.empty().and("weight", weight));
  }
}
