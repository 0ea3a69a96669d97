package dev.gazette.board.search;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Among which cards is looked.
///
/// @param boards only these; empty for all
/// @param states only these
/// @param label only cards with this; empty for all
/// @param assignee only cards of this assignee; empty for all
/// @param repositoryId only cards about this; empty for all
record SearchFilter(
    Optional<List<BoardId>> boards,
    Set<CardState> states,
    String label,
    String assignee,
    String repositoryId) {

  /// The same among these boards only.
  SearchFilter among(List<BoardId> some) {
    return new SearchFilter(Optional.of(some), states, label, assignee, repositoryId);
  }
}
