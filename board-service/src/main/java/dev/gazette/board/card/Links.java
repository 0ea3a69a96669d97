package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.REVIEW;
import static dev.gazette.board.board.CardState.RUNNING;
import static dev.gazette.board.board.CardState.TODO;
import static dev.gazette.board.error.BoardReason.EDGES_FULL;
import static dev.gazette.board.error.BoardReason.EDGE_CYCLE;
import static dev.gazette.board.error.BoardReason.EDGE_NOT_FOUND;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStanding;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What cards wait for: edges from parent to child, over boards too.
@Singleton
public final class Links {

  private final Cards cards;

  /// Links between these cards.
  public Links(Cards cards) {
    this.cards = cards;
  }

  /// An edge to be.
  public record Wanted(CardId parent, Condition condition, Otherwise otherwise) {}

  /// Lets a card wait for another one; a ready one goes to todo when it has to. The same edge again
  /// changes nothing, one with other terms takes its place. Refused with `CARD_NOT_FOUND`,
  /// `EDGE_CYCLE`, `EDGES_FULL`, `CARD_STATE_WRONG` for a child that a worker holds, or
  /// `WIP_LIMIT_REACHED`.
  ///
  /// @param readable the boards that the caller may read: a card elsewhere is none
  public Edge link(
      Transaction transaction,
      Actor actor,
      CardId child,
      Wanted wanted,
      Predicate<BoardId> readable)
      throws SQLException {
    var session = transaction.session();
    var before = cards.get(transaction, child);
    var edge = edge(transaction, child, wanted, readable);
    if (edge.parent().equals(child)) {
      throw EDGE_CYCLE.because("Cannot let %s wait for itself.", child);
    }
    var earlier = EdgeStore.find(session, wanted.parent(), child);
    if (earlier.isPresent() && earlier.get().equals(edge)) {
      return edge;
    }
    boolean met = edge.standing() == EdgeStanding.MET;
    if (!met && (before.state() == RUNNING || before.state() == REVIEW)) {
      throw Verbs.wrong("link", before, "release it, or wait until it has ended");
    }
    if (earlier.isEmpty()) {
      requireRoom(session, edge);
      Cycles.refuse(session, edge, readable);
      CardWriteStore.addChildren(transaction, edge.parent(), 1);
    }
    EdgeStore.save(session, edge);
    var after = before;
    if (before.state() == READY && !met) {
      after =
          before.movedTo(TODO, Columns.enter(transaction, child.board(), TODO), transaction.now());
      CardWriteStore.saveMove(transaction, before, after);
    }
    transaction.append(actor, CardEvents.linked(after, edge));
    Dependents.settle(transaction, actor, after, edge.parent());
    return edge;
  }

  /// Puts a card on a board that waits for others: in todo unless they ended as wanted. Refused as
  /// {@link Cards#create} and {@link #link}.
  ///
  /// @param parents each once
  public Card create(
      Transaction transaction,
      Actor actor,
      BoardId board,
      Brief brief,
      Optional<ColumnId> column,
      List<Wanted> parents,
      Predicate<BoardId> readable)
      throws SQLException {
    return create(transaction, actor, board, brief, column, Optional.empty(), parents, readable);
  }

  /// The same for a card that may have to wait for a time or a person first: then it is scheduled
  /// or blocked, and in todo after that unless its parents ended meanwhile.
  public Card create(
      Transaction transaction,
      Actor actor,
      BoardId board,
      Brief brief,
      Optional<ColumnId> column,
      Optional<Start> start,
      List<Wanted> parents,
      Predicate<BoardId> readable)
      throws SQLException {
    var session = transaction.session();
    boolean waits = false;
    for (var parent : parents) {
      waits |= standing(transaction, parent, readable) != EdgeStanding.MET;
    }
    var card =
        start.isPresent()
            ? cards.create(transaction, actor, board, brief, column, start)
            : cards.create(transaction, actor, board, brief, column, waits ? TODO : READY);
    for (var parent : parents) {
      var edge = edge(transaction, card.id(), parent, readable);
      requireRoom(session, edge);
      CardWriteStore.addChildren(transaction, edge.parent(), 1);
      EdgeStore.save(session, edge);
      transaction.append(actor, CardEvents.linked(card, edge));
    }
    return waits ? Dependents.settle(transaction, actor, card, parents.getFirst().parent()) : card;
  }

  /// Lets a card wait for another one no longer, which may let it go on at once. Answers the edge
  /// as it was. Refused with `CARD_NOT_FOUND` or `EDGE_NOT_FOUND`.
  public Edge unlink(Transaction transaction, Actor actor, CardId parent, CardId child)
      throws SQLException {
    var session = transaction.session();
    var card = cards.get(transaction, child);
    var edge =
        EdgeStore.find(session, parent, child)
            .orElseThrow(() ->
                EDGE_NOT_FOUND.because(
                    "%s does not wait for %s; list what it waits for.", child, parent));
    EdgeStore.delete(session, parent, child);
    CardWriteStore.addChildren(transaction, parent, -1);
    transaction.append(actor, CardEvents.unlinked(card, edge));
    Dependents.settle(transaction, actor, card, parent);
    return edge;
  }

  /// The edges of a card: those to it, then those from it to cards on boards that the caller may
  /// read. What it waits for is its own affair and is told to all who may read it. Refused with
  /// `CARD_NOT_FOUND`.
  public List<Edge> list(Session session, CardId id, Predicate<BoardId> readable)
      throws SQLException {
    cards.require(session, id);
    return Stream.concat(
            EdgeStore.parents(session, id).stream(),
            EdgeStore.children(session, id).stream()
                .filter(edge -> readable.test(edge.child().board())))
        .toList();
  }

  private EdgeStanding standing(Transaction transaction, Wanted wanted, Predicate<BoardId> readable)
      throws SQLException {
    return edge(transaction, wanted.parent(), wanted, readable).standing();
  }

  /// Refuses with `EDGES_FULL` one edge more than a card may have.
  static void requireRoom(Session session, Edge edge) throws SQLException {
    if (EdgeStore.countParents(session, edge.child()) >= Edge.MOST) {
      throw full(edge.child(), "waits for");
    }
    if (EdgeStore.countChildren(session, edge.parent()) >= Edge.MOST) {
      throw full(edge.parent(), "is awaited by");
    }
  }

  private static Refusal full(CardId id, String what) {
    return EDGES_FULL.because(
        "%s %s %,d cards already, the most there may be; put one between.", id, what, Edge.MOST);
  }

  private Edge edge(
      Transaction transaction, CardId child, Wanted wanted, Predicate<BoardId> readable)
      throws SQLException {
    if (!readable.test(wanted.parent().board())) {
      throw Cards.notFound(wanted.parent());
    }
    var parent = cards.get(transaction, wanted.parent());
    var open =
        new Edge(parent.id(), child, wanted.condition(), wanted.otherwise(), EdgeStanding.OPEN);
    return open.standing(Dependents.standing(open, parent));
  }
}
