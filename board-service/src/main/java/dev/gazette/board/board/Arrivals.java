package dev.gazette.board.board;

import static dev.gazette.board.error.BoardReason.BOARD_EXISTS;
import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Boards that come in piece by piece, as far as their own rows go: there for nobody, as removed
/// ones are, until all of them is.
public final class Arrivals {

  /// How long an import may be silent before it is given up.
  static final Duration SILENCE = Duration.ofHours(1);

  private Arrivals() {}

  /// Begins a board. Refused with `BOARD_EXISTS` for an id that any board has or had.
  ///
  /// @param columns empty for one of each state
  public static Board begin(
      Transaction transaction,
      BoardId id,
      String title,
      String description,
      String defaultAssignee,
      List<Column> columns)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    if (BoardStore.any(session, id).isPresent()) {
      throw BOARD_EXISTS.because("There is, or was, a board %s; choose another id.", id);
    }
    var board =
        new Board(
            id,
            title.isEmpty() ? id.value() : title,
            description,
            defaultAssignee,
            columns.isEmpty() ? CardState.DRAWN.stream().map(Column::of).toList() : columns,
            now,
            now,
            1,
            new Removal("", now, now.plus(SILENCE)));
    BoardStore.insert(session, board);
    Columns.replace(transaction, id, board.columns());
    BoardStore.saveRemoval(session, board);
    return board;
  }

  /// More of a board is about to come. Refused with `BOARD_NOT_FOUND` when no import is under way.
  public static void goOn(Transaction transaction, BoardId id) throws SQLException {
    until(transaction, id, transaction.now().plus(SILENCE));
  }

  /// No more of it comes; what there is goes. Refused as {@link #goOn}.
  public static Board giveUp(Transaction transaction, BoardId id) throws SQLException {
    return until(transaction, id, transaction.now());
  }

  /// A card of a number came in.
  public static void reach(Transaction transaction, CardId card) throws SQLException {
    BoardStore.reach(transaction.session(), card.board(), card.number());
  }

  /// All of a board is there. Refused as {@link #goOn}.
  public static Board finish(Transaction transaction, Actor actor, BoardId id) throws SQLException {
    var board = require(transaction, id).removed(null, transaction.now());
    BoardStore.saveRemoval(transaction.session(), board);
    Columns.forget(transaction, id);
    transaction.append(actor, Boards.event("board.imported", board, Boards.all(board)));
    return board;
  }

  private static Board until(Transaction transaction, BoardId id, Instant end) throws SQLException {
    var now = transaction.now();
    var board = require(transaction, id).removed(new Removal("", now, end), now);
    BoardStore.saveRemoval(transaction.session(), board);
    return board;
  }

  private static Board require(Transaction transaction, BoardId id) throws SQLException {
    var now = transaction.now();
    return BoardStore.any(transaction.session(), id)
        .filter(board -> board.removal() != null && board.removal().importing(now))
        .orElseThrow(() ->
            BOARD_NOT_FOUND.because(
                "No import into a board %s is under way, or none any more; begin it anew.", id));
  }
}
