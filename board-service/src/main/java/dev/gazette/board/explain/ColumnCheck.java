package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A full column of running cards lets none in.
@Singleton
public final class ColumnCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    if (!Explanations.mayRun(card)) {
      return List.of();
    }
    return Columns.full(session, card.id().board(), CardState.RUNNING).stream()
        .map(column ->
            Gate.of(
                    GateKind.COLUMN,
                    "Column %s holds as many cards as it may, %d"
                        .formatted(column.id(), column.wipLimit()),
                    "gazette board columns %s --wip %s=%d"
                        .formatted(card.id().board(), column.id(), column.wipLimit() + 1))
                .blockedBy(List.of(column.id().value())))
        .toList();
  }
}
