package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which cards of a board a list holds.
///
/// @param states only these
/// @param column only this
/// @param assignee only this; empty for all
/// @param label only cards with this; empty for all
/// @param repositoryId only cards about this; empty for all
/// @param createdBy only cards that this actor made; empty for all
public record CardFilter(
    BoardId board,
    Set<CardState> states,
    Optional<ColumnId> column,
    String assignee,
    String label,
    String repositoryId,
    String createdBy) {

  /// All states but `ARCHIVED`.
  public static final Set<CardState> IN_SIGHT =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(CardState.ARCHIVED)));

  /// The same, whoever made them.
  public CardFilter(
      BoardId board,
      Set<CardState> states,
      Optional<ColumnId> column,
      String assignee,
      String label,
      String repositoryId) {
    this(board, states, column, assignee, label, repositoryId, "");
  }

  /// All cards of a board that are in sight.
  public static CardFilter of(BoardId board) {
    return new CardFilter(board, IN_SIGHT, Optional.empty(), "", "", "");
  }

  /// Whether it tells cards apart by more than their state.
  boolean hasOwner() {
    return !assignee.isEmpty()
        || !label.isEmpty()
        || !repositoryId.isEmpty()
        || !createdBy.isEmpty();
  }
}
