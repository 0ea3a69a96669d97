package dev.gazette.board.board;

import static dev.gazette.board.error.BoardReason.COLUMN_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ways of cards into columns; all but one check the limits. What is refused here undoes the
/// whole operation.
public final class Columns {

  private Columns() {}

  /// What the operations of one group know of a board, so that they read it once.
  private record Of(BoardId board) {}

  /// A board's columns, as operations know them.
  ///
  /// @param removed whether the board lies in the trash
  record Layout(List<Column> columns, boolean removed) {}

  /// A column of a board; refused with `COLUMN_NOT_FOUND`, which names those there are.
  public static Column require(Session session, BoardId board, ColumnId id) throws SQLException {
    return require(list(session, board), board, id);
  }

  /// A column of a board, for a write; refused with `COLUMN_NOT_FOUND`.
  public static Column require(Transaction transaction, BoardId board, ColumnId id)
      throws SQLException {
    return require(list(transaction, board), board, id);
  }

  private static Column require(List<Column> columns, BoardId board, ColumnId id) {
    return columns.stream()
        .filter(column -> column.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            COLUMN_NOT_FOUND.because(
                "Board %s has no column %s; it has %s.",
                board,
                id,
                columns.stream().map(c -> c.id().value()).collect(Collectors.joining(", "))));
  }

  /// The columns of a board, in order; none when there is no such board.
  public static List<Column> list(Session session, BoardId board) throws SQLException {
    return ColumnStore.list(session, board);
  }

  private static List<Column> list(Transaction transaction, BoardId board) throws SQLException {
    return layout(transaction, board).columns();
  }

  private static Layout layout(Transaction transaction, BoardId board) throws SQLException {
    return transaction.known(new Of(board), session -> ColumnStore.layout(session, board));
  }

  /// Whether a board lies in the trash. Costs nothing where its columns are asked for anyway.
  public static boolean removed(Transaction transaction, BoardId board) throws SQLException {
    return layout(transaction, board).removed();
  }

  /// Has the next operation read a board's columns again.
  static void forget(Transaction transaction, BoardId board) {
    transaction.forget(new Of(board));
  }

  /// Gives a board its columns, in place of those it had.
  static void replace(Transaction transaction, BoardId board, List<Column> columns)
      throws SQLException {
    ColumnStore.replace(transaction.session(), board, columns);
    forget(transaction, board);
  }

  /// Lets a card into the first column of a state; refused with `WIP_LIMIT_REACHED`.
  public static ColumnId enter(Transaction transaction, BoardId board, CardState state)
      throws SQLException {
    return enter(transaction, board, first(transaction, board, state));
  }

  /// Lets a card into a column; refused with `WIP_LIMIT_REACHED`, or `BOARD_NOT_FOUND` where the
  /// board was removed.
  public static ColumnId enter(Transaction transaction, BoardId board, Column to)
      throws SQLException {
    var session = transaction.session();
    if (removed(transaction, board)) {
      throw BoardTrash.notThere(board, BoardStore.any(session, board));
    }
    int limit = to.wipLimit();
    if (limit > 0 && ColumnStore.count(session, board, to.id(), limit) == limit) {
      throw WIP_LIMIT_REACHED
          .because(
              "Column %s of board %s holds %d of at most %d cards; finish one there, or raise its"
                  + " limit.",
              to.id(), board, ColumnStore.counts(session, board).get(to.id()), limit)
          .with("column_id", to.id());
    }
    return to.id();
  }

  /// The first column of a state, if it holds as many cards as it may.
  public static Optional<Column> full(Session session, BoardId board, CardState state)
      throws SQLException {
    for (var column : list(session, board)) {
      if (column.state() == state) {
        int limit = column.wipLimit();
        return limit > 0 && ColumnStore.count(session, board, column.id(), limit) == limit
            ? Optional.of(column)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Where a card that lost its worker goes back to, whatever the limit: it has to be somewhere.
  public static ColumnId fallBack(Transaction transaction, BoardId board, CardState state)
      throws SQLException {
    return first(transaction, board, state).id();
  }

  /// The first column of a state; every board has one of each.
  public static Column first(Transaction transaction, BoardId board, CardState state)
      throws SQLException {
    for (var column : list(transaction, board)) {
      if (column.state() == state) {
        return column;
      }
    }
    throw new IllegalStateException("Board %s has no column of state %s".formatted(board, state));
  }
}
