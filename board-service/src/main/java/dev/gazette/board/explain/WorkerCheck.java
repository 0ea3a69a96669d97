package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Choice;
import dev.gazette.board.line.Line;
import dev.gazette.board.run.LeaseStore;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A card that may be claimed is not worked on where no worker is that would take it: so an
/// assignee whom nobody is gets known. It sees those in line at this replica, and the leases of
/// all.
@Singleton
public final class WorkerCheck implements Check {

  private final Line line;

  /// A check that looks for workers in this line.
  public WorkerCheck(Line line) {
    this.line = line;
  }

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (card.state() != CardState.READY
        || line.length(card.id().board(), Choice.of(card)) > 0
        || worked(session, card)) {
      return List.of();
    }
    String assignee = card.brief().assignee();
    String board = card.id().board().value();
    return List.of(
        assignee.isEmpty()
            ? gate(card, "and none works on a card of board " + board, board)
            : gate(card, "and none works on a card of assignee " + assignee, assignee));
  }

  /// Whoever holds a card may come back for this one: of an assignee's, who holds another of them.
  private static boolean worked(Session session, Card card) throws SQLException {
    String assignee = card.brief().assignee();
    return assignee.isEmpty()
        ? LeaseStore.heldOn(session, card.id().board())
        : LeaseStore.heldOf(session, assignee);
  }

  private static Gate gate(Card card, String and, String blocker) {
    return Gate.of(
            GateKind.NO_WORKER,
            "No worker in line would take it, " + and,
            "gazette card claim " + card.id())
        .blockedBy(List.of(blocker));
  }
}
