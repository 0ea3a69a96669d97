package dev.gazette.board.board;

import static dev.gazette.board.error.BoardReason.COLUMN_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;

import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ways of cards into columns and out of them: they keep the counts, and all but one check the
/// limits. What is refused here undoes the whole operation.
public final class Columns {

  private Columns() {}

  /// A column of a board; refused with `COLUMN_NOT_FOUND`, which names those there are.
  public static Column require(Session session, BoardId board, ColumnId id) throws SQLException {
    var found = ColumnStore.find(session, board, id);
    if (found.isPresent()) {
      return found.get();
    }
    throw COLUMN_NOT_FOUND.because(
        "Board %s has no column %s; it has %s.",
        board,
        id,
        list(session, board).stream().map(c -> c.id().value()).collect(Collectors.joining(", ")));
  }

  /// The columns of a board, in order; none when there is no such board.
  public static List<Column> list(Session session, BoardId board) throws SQLException {
    return ColumnStore.list(session, board);
  }

  /// Lets a card from a column, or from nowhere, into the first column of another state; refused
  /// with `WIP_LIMIT_REACHED`.
  public static ColumnId enter(
      Session session, BoardId board, @Nullable ColumnId from, CardState state)
      throws SQLException {
    return enter(session, board, from, ColumnStore.first(session, board, state));
  }

  /// Lets a card from a column, or from nowhere, into another column; refused with
  /// `WIP_LIMIT_REACHED`.
  public static ColumnId enter(Session session, BoardId board, @Nullable ColumnId from, Column to)
      throws SQLException {
    if (to.full()) {
      throw WIP_LIMIT_REACHED
          .because(
              "Column %s of board %s holds %d of at most %d cards; finish one there, or raise its limit.",
              to.id(), board, to.cardCount(), to.wipLimit())
          .with("column_id", to.id());
    }
    return change(session, board, from, to);
  }

  /// Lets a card that lost its worker back into the first column of a state, whatever the limit: it
  /// has to be somewhere.
  public static ColumnId fallBack(
      Session session, BoardId board, @Nullable ColumnId from, CardState state)
      throws SQLException {
    return change(session, board, from, ColumnStore.first(session, board, state));
  }

  private static ColumnId change(Session session, BoardId board, @Nullable ColumnId from, Column to)
      throws SQLException {
    if (from != null) {
      leave(session, board, from);
    }
    ColumnStore.count(session, board, to.id(), 1);
    return to.id();
  }

  /// Takes a card out of its column.
  public static void leave(Session session, BoardId board, ColumnId from) throws SQLException {
    ColumnStore.count(session, board, from, -1);
  }
}
