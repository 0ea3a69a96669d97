package dev.gazette.board.board;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// Removed boards, as far as their own rows go: there for nobody but whoever restores them. When
/// their time is over the row stays, for its numbers, and a new board may take its place.
public final class BoardTrash {

  /// How long a board can be restored.
  public static final Duration KEPT = Duration.ofDays(30);

  private BoardTrash() {}

  /// The refusal of one who asks for a board that is not there.
  ///
  /// @param found what there is of it
  static Refusal notThere(BoardId id, Optional<Board> found) {
    var removal = found.map(Board::removal).orElse(null);
    return removal == null || removal.over() || removal.by().isEmpty()
        ? BOARD_NOT_FOUND.because("There is no board %s; list the boards.", id)
        : BOARD_NOT_FOUND.because(
            "Board %s was removed by %s; until %s `gazette board restore %s` brings it back.",
            id, removal.by(), removal.purgeTime(), id);
  }

  /// Whether what is said of a board counts: whatever is said of none, and of one that is there.
  public static Predicate<Optional<BoardId>> counts(Session session) throws SQLException {
    var notThere = BoardStore.notThere(session);
    return board -> board.isEmpty() || !notThere.contains(board.get());
  }

  /// Removes a board. Refused with `BOARD_NOT_FOUND`, or for `default`.
  public static Board remove(Transaction transaction, Actor actor, BoardId id) throws SQLException {
    var session = transaction.session();
    if (id.equals(BoardId.DEFAULT)) {
      throw INVALID_ARGUMENT.because(
          "Board %s cannot be removed: it is where everything goes that names no board.", id);
    }
    var board = BoardStore.find(session, id);
    if (board.isEmpty()) {
      throw notThere(id, BoardStore.any(session, id));
    }
    var now = transaction.now();
    var removal = new Removal(actor.name(), now, now.plus(KEPT));
    var removed = save(transaction, board.get().removed(removal, now));
    transaction.append(
        actor,
        Boards.event(
            "board.removed", removed, Payload.empty().and("purge_time", removal.purgeTime())));
    return removed;
  }

  /// Brings a board back. Refused with `BOARD_NOT_FOUND` for one that is not in the trash, or no
  /// more.
  public static Board restore(Transaction transaction, Actor actor, BoardId id)
      throws SQLException {
    var now = transaction.now();
    var board =
        BoardStore.any(transaction.session(), id)
            .filter(it -> it.removal() != null && it.removal().restorable(now))
            .orElseThrow(() ->
                BOARD_NOT_FOUND.because(
                    "Board %s is not in the trash; `gazette board list --removed` tells what is.",
                    id));
    var restored = save(transaction, board.removed(null, now));
    transaction.append(actor, Boards.event("board.restored", restored, Payload.empty()));
    return restored;
  }

  /// Takes away what a board said of itself, when all else of it is gone. Of an import that never
  /// ended nothing is left.
  public static void forget(Transaction transaction, Actor actor, BoardId id) throws SQLException {
    var now = transaction.now();
    var removal = BoardStore.any(transaction.session(), id).map(Board::removal).orElse(null);
    if (removal != null && removal.by().isEmpty()) {
      BoardStore.delete(transaction.session(), id);
      Columns.forget(transaction, id);
      return;
    }
    var bare = CardState.DRAWN.stream().map(Column::of).toList();
    var gone =
        new Board(
            id, id.value(), "", "", bare, now, now, version(transaction, id) + 1, nothing(now));
    save(transaction, gone);
    Columns.replace(transaction, id, bare);
    transaction.append(actor, Boards.event("board.purged", gone, Payload.empty()));
  }

  private static Removal nothing(Instant now) {
    return new Removal("", now, null);
  }

  private static long version(Transaction transaction, BoardId id) throws SQLException {
    return BoardStore.any(transaction.session(), id).orElseThrow().version();
  }

  private static Board save(Transaction transaction, Board board) throws SQLException {
    BoardStore.saveRemoval(transaction.session(), board);
    Columns.forget(transaction, board.id());
    return board;
  }

  /// The board that is to go for good next, if its time has come.
  public static Optional<BoardId> due(Session session, Instant now) throws SQLException {
    return BoardStore.due(session, now);
  }

  /// When the next board is to go for good.
  public static Optional<Instant> nextPurge(Session session) throws SQLException {
    return BoardStore.nextPurge(session);
  }
}
