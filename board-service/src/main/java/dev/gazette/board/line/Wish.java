package dev.gazette.board.line;

import dev.gazette.board.board.BoardId;
import java.util.Optional;

/// What somebody in line waits for. Who wishes the same would be given the same card: where one
/// gets nothing, the others get nothing.
///
/// @param board whose cards; empty for those of several
/// @param wanted which of them
public record Wish(Optional<BoardId> board, Object wanted) {

  /// Whether cards of a board may be among them.
  boolean covers(BoardId other) {
    return board.isEmpty() || board.get().equals(other);
  }
}
