package dev.gazette.board.card;

import dev.gazette.board.board.CardState;

/// Which cards a worker takes.
///
/// @param label only cards with this; empty for all
/// @param repositoryId only cards about this; empty for all
/// @param assignee only cards of this assignee; empty for all
/// @param review whether cards that wait for a review, instead of ready ones
public record Wanted(String label, String repositoryId, String assignee, boolean review)
    implements Choice {

  /// Any ready card.
  public static final Wanted ANYTHING = new Wanted("", "", "");

  /// Ready cards.
  public Wanted(String label, String repositoryId, String assignee) {
    this(label, repositoryId, assignee, false);
  }

  @Override
  public boolean takes(Card card) {
    var brief = card.brief();
    return card.state() == (review ? CardState.REVIEW : CardState.READY)
        && (label.isEmpty() || brief.labels().contains(label))
        && (repositoryId.isEmpty() || brief.repositoryId().equals(repositoryId))
        && (assignee.isEmpty() || brief.assignee().equals(assignee));
  }

  /// Which of the three are named: what the text of a query depends on.
  record Shape(boolean label, boolean repository, boolean assignee) {}

  Shape shape() {
    return new Shape(!label.isEmpty(), !repositoryId.isEmpty(), !assignee.isEmpty());
  }
}
