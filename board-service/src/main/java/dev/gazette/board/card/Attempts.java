package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.RUNNING;
import static dev.gazette.board.board.CardState.SCHEDULED;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.retry.Failing;
import dev.gazette.board.retry.Failure;
import dev.gazette.board.retry.RetryPolicy;
import dev.gazette.board.retry.Verdict;
import dev.gazette.board.run.Lease;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Stop;
import dev.gazette.board.waiting.WaitStore;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Attempts that fail: the card is tried again, by itself, or held for a person as a dead letter.
/// Whatever the limits of columns: the worker is gone, and the card has to be somewhere.
@Singleton
public final class Attempts {

  /// How many attempts one sweep ends, so that a write of it stays short.
  static final int SWEEP = 100;

  private final Cards cards;
  private final RetryPolicy policy;
  private final Breakers breakers;

  /// Attempts on these cards.
  public Attempts(Cards cards, RetryPolicy policy, Breakers breakers) {
    this.cards = cards;
    this.policy = policy;
    this.breakers = breakers;
  }

  /// Ends an attempt that failed. Refused with `CARD_NOT_FOUND` or `LEASE_LOST`.
  public Card fail(Transaction transaction, Actor actor, CardId id, long epoch, Failure failure)
      throws SQLException {
    var card = cards.get(transaction, id);
    if (!(Standing.of(card, epoch) instanceof Standing.Holder)) {
      throw Standing.lost("fail the attempt on", card, epoch);
    }
    return end(transaction, actor, card, failure);
  }

  /// Ends an attempt whose lease nobody renewed.
  void lapse(Transaction transaction, Actor actor, Card card, Lease lease) throws SQLException {
    end(transaction, actor, card, Failure.lapsed(lease.worker()));
  }

  /// Ends attempts that took as long as they may, at most 100; answers how many. By the wall clock:
  /// time that the machine slept counts.
  public int timeOut(Transaction transaction, Actor actor) throws SQLException {
    var overdue = WaitStore.overdue(transaction.session(), transaction.now(), SWEEP);
    for (var id : overdue) {
      end(transaction, actor, cards.get(transaction, id), Failure.timedOut());
    }
    return overdue.size();
  }

  /// When the next attempt has taken as long as it may; empty when none is limited.
  public Optional<Instant> nextTimeOut(Session session) throws SQLException {
    return WaitStore.nextDeadline(session);
  }

  /// Takes a running card from its worker; failed attempts are counted anew. Whatever the limit of
  /// the column. Refused with `CARD_NOT_FOUND` or `CARD_STATE_WRONG`.
  public Card reclaim(Transaction transaction, Actor actor, CardId id, String reason)
      throws SQLException {
    var card = cards.get(transaction, id);
    if (card.state() != RUNNING) {
      throw Verbs.wrong("reclaim", card, "only a running card can be reclaimed");
    }
    var rest = card.waits().rest();
    var column = Columns.fallBack(transaction, id.board(), rest);
    var freed = card.movedTo(rest, column, transaction.now()).fresh();
    CardWriteStore.saveMove(transaction, card, freed);
    Runs.end(
        transaction.session(), id, card.epoch(), RunOutcome.RECLAIMED, reason, transaction.now());
    transaction.append(actor, CardEvents.reclaimed(card, freed, reason));
    return freed;
  }

  /// Gives a card another assignee; failed attempts are counted anew. Refused with
  /// `CARD_NOT_FOUND`, or with `CARD_HELD` while it runs.
  ///
  /// @param reclaim whether to take a running card from its worker
  /// @param reason why, for the reclaim; may be empty
  public Card reassign(
      Transaction transaction,
      Actor actor,
      CardId id,
      String assignee,
      boolean reclaim,
      String reason)
      throws SQLException {
    var lease = cards.get(transaction, id).lease();
    if (lease != null && !reclaim) {
      throw Standing.held("reassign", cards.get(transaction, id), lease);
    }
    if (lease != null) {
      reclaim(transaction, actor, id, reason);
    }
    return cards.update(transaction, actor, id, Brief.Change.ofAssignee(assignee), "");
  }

  private Card end(Transaction transaction, Actor actor, Card card, Failure failure)
      throws SQLException {
    var retry = card.waits().retry();
    var verdict = policy.after(retry, failure, transaction.now(), transaction.random());
    var after =
        switch (verdict) {
          case Verdict.Again(var failing, var why) -> again(transaction, card, failing, why);
          case Verdict.Dead(var failing, var why) -> dead(transaction, actor, card, failing, why);
        };
    CardWriteStore.saveMove(transaction, card, after);
    Runs.fail(
        transaction.session(),
        card.id(),
        card.epoch(),
        RunOutcome.valueOf(failure.exit().name()),
        failure.error(),
        failure.output(),
        transaction.now());
    transaction.append(actor, CardEvents.attemptFailed(card, after));
    if (failure.exit() != ExitClass.RATE_LIMITED) {
      breakers.failed(transaction, actor, card.attempt(), failure.error());
    }
    return after;
  }

  private static Card again(Transaction transaction, Card card, Failing failing, String why)
      throws SQLException {
    var now = transaction.now();
    var board = card.id().board();
    if (failing.retryTime() == null) {
      var rest = card.waits().rest();
      return card.movedTo(rest, Columns.fallBack(transaction, board, rest), now).failing(failing);
    }
    return card.retrying(Columns.fallBack(transaction, board, SCHEDULED), failing, why, now);
  }

  private static Card dead(
      Transaction transaction, Actor actor, Card card, Failing failing, String why)
      throws SQLException {
    var now = transaction.now();
    var column = Columns.fallBack(transaction, card.id().board(), BLOCKED);
    var stop = Stop.after(card.waits().stop(), BlockKind.DEAD_LETTER, actor.name(), now);
    return card.blocked(column, why, now).stopped(stop).failing(failing);
  }
}
