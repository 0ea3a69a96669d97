package dev.gazette.board.waiting;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import java.time.Instant;

/// A card that waits for a person, and its place in the order of those.
///
/// @param since when it began to wait
public record Asked(Instant since, CardId card) {

  /// Before every other.
  public static final Asked START = new Asked(Instant.EPOCH, new CardId(new BoardId("a"), 0));
}
