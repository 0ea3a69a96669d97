package dev.gazette.board.removal;

import static dev.gazette.board.error.BoardReason.BOARD_IN_USE;

import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardRemains;
import dev.gazette.board.board.BoardTrash;
import dev.gazette.board.card.Purge;
import dev.gazette.board.run.LeaseStore;
import dev.gazette.board.waiting.WaitStore;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Boards that go with all their cards: into the trash, back, or for good. Nothing of a card is
/// written when its board is removed; whoever reads or changes cards asks whether their board is
/// there.
@Singleton
public final class Removals {

  private static final int NAMED = 10;

  private final Purge purge;
  private final List<BoardRemains> remains;

  /// Removals of boards with what all features keep of them.
  public Removals(Purge purge, List<BoardRemains> remains) {
    this.purge = purge;
    this.remains = List.copyOf(remains);
  }

  /// Removes a board, for 30 days. Refused with `BOARD_NOT_FOUND`, `BOARD_IN_USE` while workers
  /// hold cards of it, or for `default`.
  public Board remove(Transaction transaction, Actor actor, BoardId id) throws SQLException {
    var session = transaction.session();
    var removed = BoardTrash.remove(transaction, actor, id);
    requireUnheld(session, id);
    WaitStore.rest(session, id);
    return removed;
  }

  private static void requireUnheld(Session session, BoardId id) throws SQLException {
    var held = LeaseStore.held(session, id, NAMED + 1);
    if (held.isEmpty()) {
      return;
    }
    String named =
        held.stream()
            .limit(NAMED)
            .map(it -> "%s by %s".formatted(it.card(), it.worker()))
            .collect(Collectors.joining(", "));
    throw BOARD_IN_USE
        .because(
            "Cannot remove board %s: workers hold cards of it: %s%s. Wait for them, or take the"
                + " cards away with `gazette card reclaim`.",
            id, named, held.size() > NAMED ? " and more" : "")
        .with("board_id", id)
        .with(
            "cards",
            held.stream()
                .limit(NAMED)
                .map(it -> it.card().toString())
                .collect(Collectors.joining(",")));
  }

  /// Brings a board back as it was; what was due meanwhile is due now. Refused with
  /// `BOARD_NOT_FOUND` for one that is not in the trash, or no more.
  public Board restore(Transaction transaction, Actor actor, BoardId id) throws SQLException {
    var restored = BoardTrash.restore(transaction, actor, id);
    WaitStore.rouse(transaction.session(), id);
    return restored;
  }

  /// Takes the next step at the boards whose time in the trash is over; answers whether there may
  /// be another one. Its cards go one by one, then what else is kept of it.
  public boolean step(Transaction transaction, Actor actor) throws SQLException {
    var due = BoardTrash.due(transaction.session(), transaction.now());
    if (due.isEmpty()) {
      return false;
    }
    var board = due.get();
    if (!purge.step(transaction, actor, board)) {
      for (var feature : remains) {
        feature.remove(transaction, actor, board);
      }
      BoardTrash.forget(transaction, actor, board);
    }
    return true;
  }

  /// When the next board is to go for good.
  Optional<Instant> next(Session session) throws SQLException {
    return BoardTrash.nextPurge(session);
  }
}
