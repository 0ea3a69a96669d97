package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.CANCELLED;
import static dev.gazette.board.board.CardState.DONE;
import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.REVIEW;
import static dev.gazette.board.board.CardState.RUNNING;
import static dev.gazette.board.board.CardState.TODO;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStanding;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Set;

/// What becomes of the cards that wait for one: promoted or cancelled when it ends, retracted when
/// its end is taken back. All of it in the transaction of the verb that caused it, whatever the
/// limits of columns; never by a tick.
final class Dependents {

  /// The states that a card has only because its parents had ended as they should.
  private static final Set<CardState> BUILT_ON = EnumSet.of(READY, RUNNING, REVIEW, DONE);

  private Dependents() {}

  /// Follows the edges of a card that ended, or whose end was taken back; and theirs, as far as it
  /// goes. Costs nothing for a card that nothing waits for.
  static void follow(Transaction transaction, Actor actor, Card changed) throws SQLException {
    if (changed.children() == 0) {
      return;
    }
    var changes = new ArrayDeque<Card>();
    changes.add(changed);
    while (!changes.isEmpty()) {
      var parent = changes.remove();
      for (var edge : EdgeStore.children(transaction.session(), parent.id())) {
        var standing = standing(edge, parent);
        if (standing != edge.standing()) {
          EdgeStore.save(transaction.session(), edge.standing(standing));
          var child = turned(transaction, actor, edge.child(), standing, parent.id());
          if (child.children() > 0) {
            changes.add(child);
          }
        }
      }
    }
  }

  /// How an edge stands with its parent.
  static EdgeStanding standing(Edge edge, Card parent) {
    return edge.condition().standing(parent.state(), parent.formerState(), parent.outcome());
  }

  /// Lets a card in todo go on, if what it waits for allows: into ready, or into cancelled. Answers
  /// the card as it is then.
  ///
  /// @param cause the card whose change led to it
  static Card settle(Transaction transaction, Actor actor, Card card, CardId cause)
      throws SQLException {
    if (card.state() != TODO) {
      return card;
    }
    var settled = goOn(transaction, actor, card, cause);
    if (settled.state() == CANCELLED) {
      follow(transaction, actor, settled);
    }
    return settled;
  }

  /// What an edge that turned does to its child. Answers the child as it is then.
  private static Card turned(
      Transaction transaction, Actor actor, CardId id, EdgeStanding standing, CardId cause)
      throws SQLException {
    var child = CardStore.any(transaction, id);
    if (standing == EdgeStanding.OPEN && BUILT_ON.contains(child.state())) {
      child = retract(transaction, actor, child, cause);
    }
    return child.state() == TODO ? goOn(transaction, actor, child, cause) : child;
  }

  private static Card goOn(Transaction transaction, Actor actor, Card card, CardId cause)
      throws SQLException {
    var session = transaction.session();
    var cancelling = EdgeStore.cancelling(session, card.id());
    if (cancelling.isPresent()) {
      return cancel(transaction, actor, card, cancelling.get());
    }
    return EdgeStore.allMet(session, card.id()) ? promote(transaction, actor, card, cause) : card;
  }

  private static Card promote(Transaction transaction, Actor actor, Card card, CardId cause)
      throws SQLException {
    var column = Columns.fallBack(transaction, card.id().board(), READY);
    var ready = card.movedTo(READY, column, transaction.now());
    CardWriteStore.saveMove(transaction, card, ready);
    transaction.append(actor, CardEvents.promoted(ready, cause.toString(), ""));
    return ready;
  }

  private static Card cancel(Transaction transaction, Actor actor, Card card, Edge edge)
      throws SQLException {
    var column = Columns.fallBack(transaction, card.id().board(), CANCELLED);
    String why = "%s did not end as it should: %s.".formatted(edge.parent(), edge.condition());
    var cancelled = card.ended(CANCELLED, column, why, card.epoch(), transaction.now());
    CardWriteStore.saveMove(transaction, card, cancelled);
    transaction.append(actor, CardEvents.cancelled(cancelled));
    return cancelled;
  }

  /// Takes back what was built on an end that is no more; a lease on it ends.
  static Card retract(Transaction transaction, Actor actor, Card card, CardId cause)
      throws SQLException {
    var session = transaction.session();
    var column = Columns.fallBack(transaction, card.id().board(), TODO);
    var todo = card.movedTo(TODO, column, transaction.now());
    CardWriteStore.saveMove(transaction, card, todo);
    if (card.state() == RUNNING) {
      String why = "%s has no end any more.".formatted(cause);
      Runs.end(session, card.id(), card.epoch(), RunOutcome.RETRACTED, why, transaction.now());
    }
    transaction.append(actor, CardEvents.retracted(todo, cause.toString()));
    return todo;
  }
}
