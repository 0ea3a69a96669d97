package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.SCHEDULED;
import static dev.gazette.board.board.CardState.TODO;
import static dev.gazette.board.board.CardState.TRIAGE;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.board.waiting.Stop;
import dev.gazette.board.waiting.Unreadable;
import dev.gazette.board.waiting.WaitStore;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Cards that wait for a time: put away until it comes, and woken by the timer.
@Singleton
public final class Schedules {

  /// How many cards one sweep wakes, so that a write of it stays short.
  static final int SWEEP = 100;

  private static final Set<CardState> SCHEDULABLE =
      EnumSet.of(TRIAGE, TODO, READY, BLOCKED, SCHEDULED);

  private final Cards cards;
  private final Recurrences recurrences;

  /// Schedules of these cards.
  public Schedules(Cards cards) {
    this.cards = cards;
    this.recurrences = new Recurrences(cards);
  }

  /// Puts a card away until a time; a scheduled card gets the new one. Refused with
  /// `CARD_NOT_FOUND`, `LEASE_LOST`, `CARD_HELD`, `CARD_STATE_WRONG` or `WIP_LIMIT_REACHED`.
  ///
  /// @param epoch of the lease; 0 for a card that nobody holds
  public Card schedule(
      Transaction transaction, Actor actor, CardId id, long epoch, Schedule schedule, String reason)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var card = cards.get(transaction, id);
    boolean byLease = Verbs.mayStop("schedule", card, epoch);
    if (!byLease && !SCHEDULABLE.contains(card.state())) {
      throw Verbs.wrong(
          "schedule",
          card,
          "only a running, ready, blocked, triage or scheduled card can be scheduled");
    }
    var column = card.column();
    if (card.state() != SCHEDULED || column == null) {
      column = Columns.enter(transaction, id.board(), SCHEDULED);
    }
    var scheduled = card.scheduled(column, schedule, reason, now);
    CardWriteStore.saveMove(transaction, card, scheduled);
    if (byLease) {
      Runs.end(session, id, epoch, RunOutcome.SCHEDULED, reason, now);
    }
    transaction.append(actor, CardEvents.scheduled(scheduled));
    return scheduled;
  }

  /// Wakes cards whose time has come, at most 100; answers how many. Whatever the limit of the
  /// column: a time does not wait. One that recurs sleeps on and makes another card; where it
  /// cannot be read how it recurs, it asks a person.
  public int wake(Transaction transaction, Actor actor) throws SQLException {
    var due = WaitStore.due(transaction.session(), transaction.now(), SWEEP);
    for (var id : due) {
      var card = cards.get(transaction, id);
      var schedule = card.waits().schedule();
      var recurrence = schedule == null ? null : schedule.recurrence();
      var unreadable = schedule == null ? null : schedule.unreadable();
      if (unreadable != null) {
        ask(transaction, actor, card, unreadable);
      } else if (recurrence == null) {
        wake(transaction, actor, card);
      } else {
        recurrences.recur(transaction, actor, card, recurrence);
      }
    }
    return due.size();
  }

  private static void ask(Transaction transaction, Actor actor, Card card, Unreadable recurrence)
      throws SQLException {
    var now = transaction.now();
    String reason =
        "It cannot recur: of its times, '%s' in %s, the machine says: %s. Schedule it anew."
            .formatted(recurrence.cron(), recurrence.zone(), recurrence.why());
    var stop = new Stop(BlockKind.NEEDS_INPUT, 1, actor.name(), now);
    var column = Columns.fallBack(transaction, card.id().board(), BLOCKED);
    var blocked = card.blocked(column, reason, now).stopped(stop);
    CardWriteStore.saveMove(transaction, card, blocked);
    transaction.append(actor, CardEvents.stopped(blocked, stop, reason));
  }

  private static void wake(Transaction transaction, Actor actor, Card card) throws SQLException {
    var rest = Parents.landing(transaction.session(), card);
    var column = Columns.fallBack(transaction, card.id().board(), rest);
    var woken = card.movedTo(rest, column, transaction.now());
    CardWriteStore.saveMove(transaction, card, woken);
    transaction.append(actor, CardEvents.woken(woken));
    Dependents.settle(transaction, actor, woken, card.id());
  }

  /// When the next card wakes; empty when none is scheduled.
  public Optional<Instant> nextWake(Session session) throws SQLException {
    return WaitStore.nextWake(session);
  }
}
