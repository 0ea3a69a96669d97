package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.board.line.Line;
import dev.gazette.board.run.LeaseStore;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A card that may be claimed is not worked on where no worker is.
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
    var board = card.id().board();
    if (card.state() != CardState.READY
        || line.length(board) > 0
        || LeaseStore.heldOn(session, board)) {
      return List.of();
    }
    return List.of(
        Gate.of(
                GateKind.NO_WORKER,
                "No worker waits for cards of board %s, and none works there".formatted(board),
                "gazette card claim " + card.id())
            .blockedBy(List.of(board.value())));
  }
}
