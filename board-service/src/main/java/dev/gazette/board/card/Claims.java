package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.RUNNING;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.dispatch.Pauses;
import dev.gazette.board.limit.Full;
import dev.gazette.board.limit.Limits;
import dev.gazette.board.run.Lease;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// How a worker gets a card: one of many callers wins, because one writer runs them in turn.
@Singleton
public final class Claims {

  private final Boards boards;

  /// Claims on these boards.
  public Claims(Boards boards) {
    this.boards = boards;
  }

  /// Who claims, and for how long.
  ///
  /// @param worker the worker's own name for itself
  /// @param duration how long the lease lasts without renewal
  public record Terms(String worker, Duration duration) {}

  /// Claims one card. Refused with `DISPATCH_PAUSED`, `BREAKER_OPEN`, or with `WIP_LIMIT_REACHED`
  /// of a column.
  public ClaimOutcome claim(Transaction transaction, Actor actor, CardId id, Terms terms)
      throws SQLException {
    var found = CardStore.find(transaction, id);
    if (found.isEmpty()) {
      return new ClaimOutcome.Unknown(id);
    }
    var card = found.get();
    var lease = card.lease();
    if (lease != null) {
      return new ClaimOutcome.HeldByAnother(card, lease);
    }
    if (card.state() != CardState.READY && card.state() != CardState.REVIEW) {
      return new ClaimOutcome.NotReady(card);
    }
    Pauses.requireNone(transaction, id.board(), card.brief().assignee());
    Breakers.requireClosed(transaction, id.board(), card.brief().assignee());
    var full = Limits.full(transaction, card.load());
    return full.isPresent()
        ? new ClaimOutcome.NoRoom(card, full.get())
        : take(transaction, actor, card, terms);
  }

  /// Claims the best ready card of a board that limits allow, or the best that waits for a review:
  /// highest priority, then oldest. Refused with `BOARD_NOT_FOUND`, `DISPATCH_PAUSED`,
  /// `BREAKER_OPEN` or `WIP_LIMIT_REACHED`.
  public ClaimOutcome claimNext(
      Transaction transaction, Actor actor, BoardId board, Wanted wanted, Terms terms)
      throws SQLException {
    var heldBack =
        HeldBack.of(Breakers.heldBack(transaction, board, Pauses.heldBack(transaction, board)));
    var met = new ArrayList<Full>();
    while (true) {
      var best = best(transaction, board, wanted, heldBack);
      if (best.isEmpty()) {
        boards.require(transaction.session(), board);
        return new ClaimOutcome.NothingReady(board, met, Breakers.onTrial(transaction));
      }
      var full = Limits.full(transaction, best.get().load());
      if (full.isEmpty()) {
        return take(transaction, actor, best.get(), terms);
      }
      met.add(full.get());
      heldBack = heldBack.and(full.get(), best.get()); // Each full limit is met once.
    }
  }

  private static Optional<Card> best(
      Transaction transaction, BoardId board, Wanted wanted, HeldBack heldBack)
      throws SQLException {
    var session = transaction.session();
    if (!wanted.review()) {
      return CardListStore.bestReady(session, board, wanted, heldBack);
    }
    var id = CardListStore.bestInReview(session, board, wanted, heldBack);
    return id.isEmpty() ? Optional.empty() : CardStore.find(transaction, id.get());
  }

  private static ClaimOutcome take(Transaction transaction, Actor actor, Card card, Terms terms)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var lease =
        new Lease(
            card.epoch() + 1,
            terms.worker(),
            actor.name(),
            now.plus(terms.duration()),
            terms.duration());
    var column = Columns.enter(transaction, card.id().board(), RUNNING);
    var claimed = card.claimed(column, lease, now);
    CardWriteStore.saveMove(transaction, card, claimed);
    Runs.begin(session, card.id(), lease, now);
    transaction.append(actor, CardEvents.claimed(claimed));
    Breakers.claimed(transaction, actor, claimed.attempt());
    return new ClaimOutcome.Claimed(claimed, lease);
  }
}
