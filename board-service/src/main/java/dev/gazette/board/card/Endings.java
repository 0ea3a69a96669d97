package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.ARCHIVED;
import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.CANCELLED;
import static dev.gazette.board.board.CardState.FAILED;
import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.RUNNING;
import static dev.gazette.board.board.CardState.TODO;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/// The verbs that end a card otherwise than well, and the one that takes an end back.
@Singleton
public final class Endings {

  private static final Set<CardState> FAILS_BY_HAND = EnumSet.of(READY, TODO, BLOCKED);

  private final Cards cards;

  /// Endings of these cards.
  public Endings(Cards cards) {
    this.cards = cards;
  }

  /// Ends a card badly. Refused with `CARD_NOT_FOUND`, `LEASE_LOST`, `CARD_HELD`,
  /// `CARD_STATE_WRONG` or `WIP_LIMIT_REACHED`.
  ///
  /// @param epoch of the lease; 0 for a card that nobody holds
  public Card fail(Transaction transaction, Actor actor, CardId id, long epoch, String reason)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var card = cards.get(transaction, id);
    boolean byLease = Verbs.mayStop("fail", card, epoch);
    if (!byLease && !FAILS_BY_HAND.contains(card.state())) {
      throw Verbs.wrong("fail", card, "only a running, ready, todo or blocked card can fail");
    }
    var column = Columns.enter(transaction, id.board(), FAILED);
    long run = byLease ? epoch : card.epoch() + 1;
    var failed = card.ended(FAILED, column, reason, run, now);
    CardWriteStore.saveMove(transaction, card, failed);
    if (byLease) {
      Runs.end(session, id, run, RunOutcome.FAILED, reason, now);
    } else {
      Runs.writeByHand(session, id, run, actor, RunOutcome.FAILED, reason, now);
    }
    transaction.append(actor, CardEvents.failed(failed));
    Dependents.follow(transaction, actor, failed);
    return failed;
  }

  /// Gives a card up; a lease on it ends. Refused with `CARD_NOT_FOUND`, `CARD_STATE_WRONG` or
  /// `WIP_LIMIT_REACHED`.
  public Card cancel(Transaction transaction, Actor actor, CardId id, String reason)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var card = cards.get(transaction, id);
    if (card.state().ended() || card.state() == ARCHIVED) {
      throw Verbs.wrong("cancel", card, "only a card that has not ended can be cancelled");
    }
    var column = Columns.enter(transaction, id.board(), CANCELLED);
    var cancelled = card.ended(CANCELLED, column, reason, card.epoch(), now);
    CardWriteStore.saveMove(transaction, card, cancelled);
    if (card.state() == RUNNING) {
      Runs.end(session, id, card.epoch(), RunOutcome.CANCELLED, reason, now);
    }
    transaction.append(actor, CardEvents.cancelled(cancelled));
    Dependents.follow(transaction, actor, cancelled);
    return cancelled;
  }

  /// Takes the end of a card back: it is ready again, or todo while it waits for others. What was
  /// built on that end goes back to todo. Refused with `CARD_NOT_FOUND`, `CARD_STATE_WRONG`,
  /// `WIP_LIMIT_REACHED`, or `PARENTS_OPEN` where a parent would cancel it at once.
  public Card reopen(Transaction transaction, Actor actor, CardId id) throws SQLException {
    var card = cards.get(transaction, id);
    if (!card.state().ended()) {
      throw Verbs.wrong("reopen", card, "only a done, failed or cancelled card can be reopened");
    }
    var session = transaction.session();
    Parents.requireNotCancelled(session, "reopen", id);
    var state = Parents.landing(session, card);
    var column = Columns.enter(transaction, id.board(), state);
    var reopened = card.movedTo(state, column, transaction.now());
    CardWriteStore.saveMove(transaction, card, reopened);
    transaction.append(actor, CardEvents.reopened(reopened));
    Dependents.follow(transaction, actor, reopened);
    return reopened;
  }
}
