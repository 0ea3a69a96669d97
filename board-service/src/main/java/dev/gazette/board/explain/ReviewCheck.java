package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A card in review waits for a reviewer, and is not given to those who want ready ones.
@Singleton
public final class ReviewCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    var review = card.waits().review();
    if (review == null || card.state() != CardState.REVIEW) {
      return List.of();
    }
    return List.of(
        Gate.of(
                GateKind.REVIEW,
                "It waits for a review of what %s did".formatted(review.implementer()),
                "gazette card claim " + card.id())
            .by(card.brief().assignee(), review.since()));
  }
}
