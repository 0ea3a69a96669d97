package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.DONE;
import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.REVIEW;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.Review;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/// The way of a card through a review: asked for by whoever did the work, claimed by the reviewer,
/// and ended by completing the card or by asking for changes; or taken back when it was done.
@Singleton
public final class Reviews {

  /// How many attempts are looked through for the last review.
  private static final int RUNS_LOOKED_AT = 100;

  private final Cards cards;

  /// Reviews of these cards.
  public Reviews(Cards cards) {
    this.cards = cards;
  }

  /// Asks for a review. Refused with `CARD_NOT_FOUND`, `LEASE_LOST`, `CARD_HELD`,
  /// `CARD_STATE_WRONG` or `WIP_LIMIT_REACHED`.
  ///
  /// @param epoch of the lease; 0 for a ready card
  /// @param reviewer the assignee from now on; empty to leave it
  public Card request(
      Transaction transaction,
      Actor actor,
      CardId id,
      long epoch,
      Optional<String> reviewer,
      String summary)
      throws SQLException {
    var now = transaction.now();
    var card = cards.get(transaction, id);
    boolean byLease = Verbs.mayStop("request a review of", card, epoch);
    if (!byLease && card.state() != READY) {
      throw Verbs.wrong(
          "request a review of", card, "only a running or ready card has something to review");
    }
    var column = Columns.enter(transaction, id.board(), REVIEW);
    long run = byLease ? epoch : card.epoch() + 1;
    var review = new Review(implementer(card, actor), summary, now);
    var moved = card.inReview(column, review, run, now);
    CardWriteStore.saveMove(transaction, card, moved);
    endRun(transaction, actor, card, run, byLease, RunOutcome.REVIEW_REQUESTED, summary);
    var waiting = assign(transaction, moved, reviewer.orElse(card.brief().assignee()));
    transaction.append(actor, CardEvents.reviewRequested(waiting, review));
    return waiting;
  }

  /// Who gets the work back: who did it before an earlier review, or who should do it, or who does.
  private static String implementer(Card card, Actor actor) {
    var earlier = card.waits().review();
    var lease = card.lease();
    return Stream.of(
            earlier == null ? "" : earlier.implementer(),
            card.brief().assignee(),
            lease == null ? "" : lease.worker())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(actor.name());
  }

  /// Asks for changes: the card is ready, and its implementer the assignee again. Refused as {@link
  /// #request}.
  ///
  /// @param epoch of the lease of a review; 0 for a card that waits for one
  public Card requestChanges(
      Transaction transaction, Actor actor, CardId id, long epoch, String reason)
      throws SQLException {
    var now = transaction.now();
    var card = cards.get(transaction, id);
    boolean byLease = Verbs.mayStop("request changes of", card, epoch);
    var review = card.waits().review();
    if (review == null || (!byLease && card.state() != REVIEW)) {
      throw Verbs.wrong("request changes of", card, "only a card in review can be given back");
    }
    var column = Columns.enter(transaction, id.board(), READY);
    long run = byLease ? epoch : card.epoch() + 1;
    var returned = card.returned(column, run, now);
    CardWriteStore.saveMove(transaction, card, returned);
    endRun(transaction, actor, card, run, byLease, RunOutcome.CHANGES_REQUESTED, reason);
    var ready = assign(transaction, returned, review.implementer());
    transaction.append(actor, CardEvents.changesRequested(ready, reason));
    return ready;
  }

  /// Takes a review that ended well back: the card waits for a review again, and what was built on
  /// its end goes back to todo. Refused with `CARD_NOT_FOUND`, `CARD_STATE_WRONG`,
  /// `WIP_LIMIT_REACHED` or `PARENTS_OPEN`.
  ///
  /// @param reason what to look at; empty for what was handed over the last time
  public Card reopen(Transaction transaction, Actor actor, CardId id, String reason)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var card = cards.get(transaction, id);
    if (card.state() != DONE) {
      throw Verbs.wrong("reopen the review of", card, "only a done card can be reviewed again");
    }
    Parents.requireMet(session, "reopen the review of", id);
    var column = Columns.enter(transaction, id.board(), REVIEW);
    var asked =
        Runs.list(session, id, Long.MAX_VALUE, RUNS_LOOKED_AT).stream()
            .filter(run -> run.outcome() == RunOutcome.REVIEW_REQUESTED)
            .findFirst();
    String handed = asked.map(Run::summary).orElse("");
    String implementer = asked.map(Run::worker).orElseGet(() -> implementer(card, actor));
    var review = new Review(implementer, reason.isEmpty() ? handed : reason, now);
    var waiting = card.inReview(column, review, card.epoch(), now);
    CardWriteStore.saveMove(transaction, card, waiting);
    transaction.append(actor, CardEvents.reviewReopened(waiting, review));
    Dependents.follow(transaction, actor, waiting);
    return waiting;
  }

  private static void endRun(
      Transaction transaction,
      Actor actor,
      Card card,
      long run,
      boolean byLease,
      RunOutcome outcome,
      String summary)
      throws SQLException {
    var session = transaction.session();
    if (byLease) {
      Runs.end(session, card.id(), run, outcome, summary, transaction.now());
      Breakers.succeeded(transaction, actor, card.attempt());
    } else {
      Runs.writeByHand(session, card.id(), run, actor, outcome, summary, transaction.now());
    }
  }

  private static Card assign(Transaction transaction, Card card, String assignee)
      throws SQLException {
    if (assignee.equals(card.brief().assignee())) {
      return card;
    }
    var named = card.edited(card.brief().assignedTo(assignee), transaction.now());
    CardWriteStore.saveBrief(transaction, card, named);
    return named;
  }
}
