package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.ARCHIVED;
import static dev.gazette.board.board.CardState.DONE;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.Recurrence;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a recurring card does at its times: it stays scheduled and makes another card like itself,
/// unless the one before is still open. Times that were missed count as one.
final class Recurrences {

  private final Cards cards;

  Recurrences(Cards cards) {
    this.cards = cards;
  }

  /// Lets a card recur whose time has come; after its last time it is done.
  void recur(Transaction transaction, Actor actor, Card template, Recurrence recurrence)
      throws SQLException {
    var now = transaction.now();
    var open = open(transaction, recurrence.newest());
    var after = recurrence;
    if (open.isEmpty()) {
      var made = cards.createLike(transaction, actor, template);
      after = recurrence.made(made.id());
    }
    var next = after.next(now);
    if (next.isPresent()) {
      goOn(transaction, actor, template, new Schedule(next.get(), after), open);
    } else {
      end(transaction, actor, template, after, open, now);
    }
  }

  private static Optional<CardId> open(Transaction transaction, @Nullable CardId newest)
      throws SQLException {
    return newest == null
        ? Optional.empty()
        : CardStore.find(transaction, newest)
            .filter(card -> !card.state().ended() && card.state() != ARCHIVED)
            .map(Card::id);
  }

  private static void goOn(
      Transaction transaction, Actor actor, Card template, Schedule schedule, Optional<CardId> open)
      throws SQLException {
    var column = template.column();
    if (column == null) {
      throw new IllegalStateException("%s recurs out of sight".formatted(template.id()));
    }
    var waiting = template.scheduled(column, schedule, template.reason(), transaction.now());
    CardWriteStore.saveMove(transaction, template, waiting);
    transaction.append(
        actor,
        open.isEmpty()
            ? CardEvents.recurred(waiting)
            : CardEvents.recurrenceSkipped(waiting, open.get()));
  }

  private static void end(
      Transaction transaction,
      Actor actor,
      Card template,
      Recurrence recurrence,
      Optional<CardId> open,
      Instant now)
      throws SQLException {
    var column = Columns.fallBack(transaction, template.id().board(), DONE);
    long run = template.epoch() + 1;
    String summary =
        "Its last time has come; its newest card is %s.".formatted(recurrence.newest());
    if (open.isPresent()) {
      summary = "Its last time has come, and made no card: %s is still open.".formatted(open.get());
    }
    var done = template.completed(column, summary, "", run, now);
    CardWriteStore.saveMove(transaction, template, done);
    Runs.writeByHand(
        transaction.session(), template.id(), run, actor, RunOutcome.COMPLETED, summary, now);
    transaction.append(actor, CardEvents.completed(done, Handed.NOTHING));
    Dependents.follow(transaction, actor, done);
  }
}
