package dev.gazette.board.dispatch;

import static dev.gazette.board.error.BoardReason.DISPATCH_NOT_PAUSED;
import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardRemains;
import dev.gazette.board.board.BoardTrash;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The pauses that stand. Claims ask for them in their own transaction, so one holds for every
/// claim after the answer of its call; the writer remembers them, so that asking costs no query.
@Singleton
public final class Pauses implements BoardRemains {

  private static final int BOUND = 1_000;

  private final Boards boards;

  /// Pauses of these boards.
  public Pauses(Boards boards) {
    this.boards = boards;
  }

  /// What the writer remembers the list by.
  private record Standing() {}

  private static List<Pause> standing(Transaction transaction) throws SQLException {
    return transaction.known(new Standing(), Pauses::list);
  }

  /// All, by board and assignee; those of all boards first.
  static List<Pause> list(Session session) throws SQLException {
    return PauseStore.list(session, BOUND);
  }

  /// Those with an effect: but for pauses of boards that were removed, which come back with them.
  static List<Pause> present(Session session) throws SQLException {
    var counts = BoardTrash.counts(session);
    return list(session).stream().filter(pause -> counts.test(pause.cards().board())).toList();
  }

  /// Stops giving out cards; a pause that stands already stays as it is. Refused with
  /// `BOARD_NOT_FOUND`, or beyond 1,000 pauses.
  Pause pause(Transaction transaction, Actor actor, Pause.Of cards, String reason)
      throws SQLException {
    if (cards.board().isPresent()) {
      boards.require(transaction.session(), cards.board().get());
    }
    var found = find(transaction, cards);
    if (found.isPresent()) {
      return found.get();
    }
    if (standing(transaction).size() >= BOUND) {
      throw INVALID_ARGUMENT.because("There are %,d pauses already; resume some first.", BOUND);
    }
    var pause = new Pause(cards, reason, actor.name(), transaction.now());
    PauseStore.insert(transaction.session(), pause);
    transaction.forget(new Standing());
    transaction.append(actor, pause.event("dispatch.paused"));
    return pause;
  }

  /// Gives out cards again; answers the pause that ended. Refused with `DISPATCH_NOT_PAUSED`.
  Pause resume(Transaction transaction, Actor actor, Pause.Of cards) throws SQLException {
    var pause =
        find(transaction, cards)
            .orElseThrow(() ->
                DISPATCH_NOT_PAUSED.because(
                    "Cannot resume %s: no pause of exactly these cards stands; list the pauses.",
                    cards));
    PauseStore.delete(transaction.session(), cards);
    transaction.forget(new Standing());
    transaction.append(actor, pause.event("dispatch.resumed"));
    return pause;
  }

  @Override
  public void remove(Transaction transaction, Actor actor, BoardId board) throws SQLException {
    for (var pause : standing(transaction)) {
      if (pause.cards().board().filter(board::equals).isPresent()) {
        resume(transaction, actor, pause.cards());
      }
    }
  }

  /// Whether a pause of exactly these cards stands.
  static boolean stands(Transaction transaction, Pause.Of cards) throws SQLException {
    return find(transaction, cards).isPresent();
  }

  private static Optional<Pause> find(Transaction transaction, Pause.Of cards) throws SQLException {
    return standing(transaction).stream().filter(pause -> pause.cards().equals(cards)).findFirst();
  }

  /// Refuses a claim of a card with `DISPATCH_PAUSED` if a pause covers it.
  public static void requireNone(Transaction transaction, BoardId board, String assignee)
      throws SQLException {
    for (var pause : standing(transaction)) {
      if (pause.cards().covers(board, assignee)) {
        throw refusal(pause);
      }
    }
  }

  /// Refuses a claim of whatever card with `DISPATCH_PAUSED` if a pause covers all of all boards.
  public static void requireSome(Transaction transaction) throws SQLException {
    for (var pause : standing(transaction)) {
      if (pause.cards().equals(Pause.Of.ALL)) {
        throw refusal(pause);
      }
    }
  }

  /// Whose cards of a board are not given out. Refused with `DISPATCH_PAUSED` when all are not.
  public static List<String> heldBack(Transaction transaction, BoardId board) throws SQLException {
    requireNone(transaction, board, "");
    return standing(transaction).stream()
        .map(Pause::cards)
        .filter(cards -> cards.covers(board))
        .map(Pause.Of::assignee)
        .distinct()
        .toList();
  }

  /// The pauses that cover a card.
  public static List<Pause> covering(Session session, BoardId board, String assignee)
      throws SQLException {
    return list(session).stream().filter(pause -> pause.cards().covers(board, assignee)).toList();
  }

  private static Refusal refusal(Pause pause) {
    return DISPATCH_PAUSED
        .because("No card is given out: %s. `gazette dispatch resume` ends it.", pause.words())
        .with("actor", pause.actor());
  }
}
