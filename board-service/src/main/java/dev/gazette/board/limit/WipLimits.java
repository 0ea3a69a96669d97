package dev.gazette.board.limit;

import static dev.gazette.board.error.BoardReason.LIMIT_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardRemains;
import dev.gazette.board.board.BoardTrash;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The limits of boards and assignees. The writer remembers them, so that asking costs no query.
@Singleton
public final class WipLimits implements BoardRemains {

  private static final int BOUND = 1_000;

  private final Boards boards;

  /// Limits of these boards.
  public WipLimits(Boards boards) {
    this.boards = boards;
  }

  /// What the writer remembers the list by.
  private record Standing() {}

  static List<WipLimit> standing(Transaction transaction) throws SQLException {
    return transaction.known(new Standing(), WipLimits::list);
  }

  /// All, by board and assignee; those of all boards first.
  public static List<WipLimit> list(Session session) throws SQLException {
    return WipLimitStore.list(session, BOUND);
  }

  /// Those with an effect: but for limits of boards that were removed, which come back with them.
  static List<WipLimit> present(Session session) throws SQLException {
    var counts = BoardTrash.counts(session);
    return list(session).stream().filter(limit -> counts.test(limit.cards().board())).toList();
  }

  /// Sets a limit, whatever runs; one that stands alike stays as it is. Refused with
  /// `BOARD_NOT_FOUND`, or beyond 1,000 limits.
  public WipLimit set(Transaction transaction, Actor actor, WipLimit.Of cards, int most)
      throws SQLException {
    if (cards.board().isPresent()) {
      boards.require(transaction.session(), cards.board().get());
    }
    var found = find(transaction, cards);
    if (found.isPresent() && found.get().most() == most) {
      return found.get();
    }
    if (found.isEmpty() && standing(transaction).size() >= BOUND) {
      throw INVALID_ARGUMENT.because("There are %,d limits already; remove some first.", BOUND);
    }
    var limit = new WipLimit(cards, most, actor.name(), transaction.now());
    WipLimitStore.save(transaction.session(), limit);
    transaction.forget(new Standing());
    transaction.append(actor, limit.event("limit.set"));
    return limit;
  }

  /// Removes a limit; answers the one that ended. Refused with `LIMIT_NOT_FOUND`.
  public WipLimit remove(Transaction transaction, Actor actor, WipLimit.Of cards)
      throws SQLException {
    var limit =
        find(transaction, cards)
            .orElseThrow(() ->
                LIMIT_NOT_FOUND.because(
                    "There is no limit of exactly %s; list the limits.", cards));
    WipLimitStore.delete(transaction.session(), cards);
    transaction.forget(new Standing());
    transaction.append(actor, limit.event("limit.removed"));
    return limit;
  }

  @Override
  public void remove(Transaction transaction, Actor actor, BoardId board) throws SQLException {
    for (var limit : standing(transaction)) {
      if (limit.cards().board().filter(board::equals).isPresent()) {
        remove(transaction, actor, limit.cards());
      }
    }
  }

  private static Optional<WipLimit> find(Transaction transaction, WipLimit.Of cards)
      throws SQLException {
    return standing(transaction).stream().filter(limit -> limit.cards().equals(cards)).findFirst();
  }
}
