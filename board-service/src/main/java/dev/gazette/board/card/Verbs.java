package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.ARCHIVED;
import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.DONE;
import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.REVIEW;
import static dev.gazette.board.board.CardState.RUNNING;
import static dev.gazette.board.board.CardState.SCHEDULED;
import static dev.gazette.board.board.CardState.TODO;
import static dev.gazette.board.board.CardState.TRIAGE;
import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.board.error.BoardReason.MOVE_NEEDS_VERB;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Column;
import dev.gazette.board.board.Columns;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Stop;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The verbs that end work on a card or let it go on: by its lease while it runs, by hand while
/// nobody holds it.
@Singleton
public final class Verbs {

  private static final Set<CardState> COMPLETABLE = EnumSet.of(TODO, REVIEW, BLOCKED);

  private final Cards cards;

  /// Verbs on these cards.
  public Verbs(Cards cards) {
    this.cards = cards;
  }

  /// Ends a card well. Refused with `CARD_NOT_FOUND`, `LEASE_LOST`, `CARD_HELD`,
  /// `CARD_STATE_WRONG`, `WIP_LIMIT_REACHED`, or `PARENTS_OPEN` by hand.
  ///
  /// @param epoch of the lease; 0 for a card that nobody holds
  /// @param outcome a word for how it went, that edges may ask for; empty for none
  public Card complete(
      Transaction transaction, Actor actor, CardId id, long epoch, String summary, String outcome)
      throws SQLException {
    return complete(transaction, actor, id, epoch, summary, outcome, Handed.NOTHING);
  }

  /// Ends a card well, and tells what is handed over with it.
  Card complete(
      Transaction transaction,
      Actor actor,
      CardId id,
      long epoch,
      String summary,
      String outcome,
      Handed handed)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var card = cards.get(transaction, id);
    boolean byLease = mayStop("complete", card, epoch);
    if (!byLease && card.state() != READY) {
      if (!COMPLETABLE.contains(card.state())) {
        throw wrong(
            "complete", card, "only a running, ready, review or blocked card can be completed");
      }
      Parents.requireMet(session, "complete", id);
    }
    var column = Columns.enter(transaction, id.board(), DONE);
    long run = byLease ? epoch : card.epoch() + 1;
    var done = card.completed(column, summary, outcome, run, now);
    CardWriteStore.saveMove(transaction, card, done);
    if (byLease) {
      Runs.end(session, id, run, RunOutcome.COMPLETED, summary, now);
      Breakers.succeeded(transaction, actor, card.attempt());
    } else {
      Runs.writeByHand(session, id, run, actor, RunOutcome.COMPLETED, summary, now);
    }
    transaction.append(actor, CardEvents.completed(done, handed));
    Dependents.follow(transaction, actor, done);
    return done;
  }

  /// Stops a card until somebody unblocks it. One that was unblocked twice and stops for the same
  /// kind again goes to triage instead, with its reason. By hand it is a run of no length, so that
  /// the reason is among the attempts when it goes on. Refused as {@link #complete}.
  public Card block(
      Transaction transaction, Actor actor, CardId id, long epoch, BlockKind kind, String reason)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var card = cards.get(transaction, id);
    boolean byLease = mayStop("block", card, epoch);
    if (!byLease && card.state() != READY) {
      throw wrong("block", card, "only a running or ready card can be blocked");
    }
    var tried = byLease ? card : card.ran(card.epoch() + 1);
    var stop = Stop.after(card.waits().stop(), kind, actor.name(), now);
    Card stopped;
    if (stop.loops()) {
      var column = Columns.fallBack(transaction, id.board(), TRIAGE);
      stopped = tried.inTriage(column, reason, now).stopped(stop);
    } else {
      var column = Columns.enter(transaction, id.board(), BLOCKED);
      stopped = tried.blocked(column, reason, now).stopped(stop);
    }
    CardWriteStore.saveMove(transaction, card, stopped);
    if (byLease) {
      Runs.end(session, id, epoch, RunOutcome.BLOCKED, reason, now);
    } else {
      Runs.writeByHand(session, id, tried.epoch(), actor, RunOutcome.BLOCKED, reason, now);
    }
    transaction.append(actor, CardEvents.stopped(stopped, stop, reason));
    return stopped;
  }

  /// Makes a blocked card ready, or a scheduled one before its time; a review waits to be claimed
  /// again, and what waits for others is todo. Failed attempts are counted anew. Refused with
  /// `CARD_NOT_FOUND`, `CARD_STATE_WRONG` or `WIP_LIMIT_REACHED`.
  ///
  /// @param reason why, for the log; may be empty
  public Card unblock(Transaction transaction, Actor actor, CardId id, String reason)
      throws SQLException {
    var card = cards.get(transaction, id);
    if (card.state() != BLOCKED && card.state() != SCHEDULED) {
      throw wrong("unblock", card, "only a blocked or scheduled card can be unblocked");
    }
    var state = Parents.landing(transaction.session(), card);
    var column = Columns.enter(transaction, id.board(), state);
    var freed = card.movedTo(state, column, transaction.now()).fresh();
    CardWriteStore.saveMove(transaction, card, freed);
    transaction.append(actor, CardEvents.unblocked(card, freed, reason));
    return Dependents.settle(transaction, actor, freed, id);
  }

  /// Makes a card that waits or is blocked ready, or has it wait for its review. Failed attempts
  /// are counted anew. Refused with `CARD_NOT_FOUND`, `CARD_STATE_WRONG`, `WIP_LIMIT_REACHED`, or
  /// `PARENTS_OPEN`, which names what it waits for.
  ///
  /// @param reason why, for the log; may be empty
  /// @param dryRun only answers what would be
  public Card promote(
      Transaction transaction, Actor actor, CardId id, String reason, boolean dryRun)
      throws SQLException {
    var card = cards.get(transaction, id);
    if (card.state() != TODO && card.state() != BLOCKED) {
      throw wrong("promote", card, "only a todo or blocked card can be promoted");
    }
    Parents.requireMet(transaction.session(), "promote", id);
    var rest = card.waits().rest();
    var column = Columns.enter(transaction, id.board(), rest);
    var ready = card.movedTo(rest, column, transaction.now()).fresh();
    if (!dryRun) {
      CardWriteStore.saveMove(transaction, card, ready);
      transaction.append(actor, CardEvents.promotedByHand(card, ready, reason));
    }
    return ready;
  }

  /// Whether the caller holds the card; refused when another does, or when its lease has ended.
  static boolean mayStop(String verb, Card card, long epoch) {
    return switch (Standing.of(card, epoch)) {
      case Standing.Holder _ -> true;
      case Standing.Unheld _ -> false;
      case Standing.HeldByAnother(var lease) -> throw Standing.held(verb, card, lease);
      case Standing.Late _ -> throw Standing.lost(verb, card, epoch);
    };
  }

  /// The refusal of a verb that the card's state does not allow.
  static Refusal wrong(String verb, Card card, String rule) {
    return CARD_STATE_WRONG
        .because("Cannot %s %s: it is %s; %s.", verb, card.id(), card.state().word(), rule)
        .with("card_id", card.id())
        .with("state", card.state().word());
  }

  /// The refusal of a move to where a verb leads, or nothing yet.
  static Refusal needed(Card card, Column column) {
    var verb = verb(card.state(), column.state());
    var refusal =
        MOVE_NEEDS_VERB.because(
            "Cannot move %s from %s to column %s, which is of state %s: %s.",
            card.id(),
            card.state().word(),
            column.id(),
            column.state().word(),
            verb == null ? "no verb leads there" : "use " + verb);
    return verb == null ? refusal : refusal.with("verb", verb);
  }

  private static @Nullable String verb(CardState from, CardState to) {
    if (from == ARCHIVED) {
      return "unarchive";
    }
    return switch (to) {
      case RUNNING -> "claim";
      case DONE -> "complete";
      case BLOCKED -> "block";
      case SCHEDULED -> "schedule";
      case REVIEW -> "review";
      case FAILED -> "fail";
      case CANCELLED -> "cancel";
      case READY -> from.ended() ? "reopen" : letsGo(from);
      default -> null;
    };
  }

  private static @Nullable String letsGo(CardState from) {
    if (from == REVIEW) {
      return "changes";
    }
    return from == BLOCKED || from == SCHEDULED ? "unblock" : from == RUNNING ? "release" : null;
  }
}
