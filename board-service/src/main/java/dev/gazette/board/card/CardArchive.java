package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.TODO;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.Arrivals;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Column;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStanding;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.text.Texts;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Stop;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import dev.gazette.proto.board.v1.CardRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The cards of a board as records: taken out, and brought into a board that is there for nobody
/// yet.
public final class CardArchive {

  private static final int STEP = 200;
  private static final int MOST_SETTLED = 20_000;

  private CardArchive() {}

  /// The cards of a board after a number, in order, but for those in the trash.
  public static List<CardId> ids(Session session, BoardId board, long after, int limit)
      throws SQLException {
    return ArchiveStore.ids(session, board, after, limit);
  }

  /// The record of a card; empty when it is gone by now.
  public static Optional<CardRecord> read(Session session, CardId id) throws SQLException {
    var card = CardStore.find(session, id);
    return card.isEmpty()
        ? Optional.empty()
        : Optional.of(CardRecords.render(card.get(), ArchiveStore.key(session, id)));
  }

  /// What a card waits for.
  public static List<dev.gazette.proto.board.v1.Edge> edges(Session session, CardId id)
      throws SQLException {
    return EdgeStore.parents(session, id).stream().map(EdgeProtos::render).toList();
  }

  /// A card that came in, by the id that it had; empty where there is none.
  ///
  /// @param source the board that it was on
  public static Optional<CardId> find(Session session, BoardId board, BoardId source, String id)
      throws SQLException {
    var number = CardRecords.number(id, source);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    var found = new CardId(board, number.get());
    return CardStore.whole(session, found).map(Card::id);
  }

  /// The newest epoch of a card that came in.
  public static long epoch(Session session, CardId id) throws SQLException {
    return CardStore.whole(session, id).map(Card::epoch).orElse(0L);
  }

  /// Brings a card in: as it was, but held by nobody. Refused with `INVALID_ARGUMENT`.
  ///
  /// @param source the board that it was on
  public static CardId put(
      Transaction transaction, Actor actor, BoardId board, BoardId source, CardRecord record)
      throws SQLException {
    String told = record.getCard().getId();
    long number =
        CardRecords.number(told, source)
            .orElseThrow(
                () -> INVALID_ARGUMENT.because("Card %s is not one of board %s.", told, source));
    var id = new CardId(board, number);
    if (CardStore.whole(transaction.session(), id).isPresent()) {
      throw INVALID_ARGUMENT.because("Card %s comes twice.", told);
    }
    var parsed = CardRecords.parse(record, id);
    var column = column(transaction, board, record.getCard().getColumnId(), parsed.state());
    var first =
        Card.create(
            id, parsed.brief(), parsed.state(), column, parsed.createdBy(), parsed.createTime());
    CardWriteStore.insert(transaction, first);
    var card = inColumn(parsed, column);
    CardWriteStore.saveMove(transaction, first, card);
    if (CardRecords.archived(record)) {
      var archived = card.archived(card.updateTime());
      CardWriteStore.saveArchival(transaction, card, archived);
      card = archived;
    } else {
      var key = CardRecords.key(record);
      if (key.isPresent()) {
        CardKeyStore.insert(transaction.session(), id, key.get());
      }
    }
    Texts.insert(transaction, id, card.brief().text());
    Arrivals.reach(transaction, id);
    transaction.append(actor, CardEvents.imported(card));
    return id;
  }

  private static Card inColumn(Card card, ColumnId column) {
    return new Card(
        card.id(),
        card.brief(),
        card.state(),
        column,
        null,
        card.reason(),
        card.summary(),
        card.outcome(),
        0,
        null,
        card.epoch(),
        card.attempts(),
        card.waits(),
        card.createdBy(),
        card.createTime(),
        card.updateTime(),
        card.version());
  }

  /// The column that a card was in, if it is still of the card's state; else the first that is.
  private static ColumnId column(
      Transaction transaction, BoardId board, String named, CardState state) throws SQLException {
    for (Column column : Columns.list(transaction.session(), board)) {
      if (column.id().value().equals(named) && column.state() == state) {
        return column.id();
      }
    }
    return Columns.fallBack(transaction, board, state);
  }

  /// Lets a card that came in wait for another one that did. Where that one is of another board, or
  /// did not come, the card is blocked if it still waits. Answers whether there is an edge.
  public static boolean link(
      Transaction transaction,
      Actor actor,
      BoardId board,
      BoardId source,
      dev.gazette.proto.board.v1.Edge told)
      throws SQLException {
    var session = transaction.session();
    var child = find(session, board, source, told.getChildId());
    if (child.isEmpty()) {
      return false;
    }
    var wanted = EdgeProtos.wanted(told);
    var parent = find(session, board, source, told.getParentId());
    if (parent.isEmpty()) {
      hang(transaction, actor, child.get(), told);
      return false;
    }
    var open =
        new Edge(
            parent.get(), child.get(), wanted.condition(), wanted.otherwise(), EdgeStanding.OPEN);
    if (open.parent().equals(open.child())) {
      throw INVALID_ARGUMENT.because("Card %s waits for itself.", told.getChildId());
    }
    if (EdgeStore.find(session, open.parent(), open.child()).isPresent()) {
      throw INVALID_ARGUMENT.because(
          "Card %s waits for %s twice.", told.getChildId(), told.getParentId());
    }
    Links.requireRoom(session, open);
    Cycles.refuse(session, open, _ -> true);
    var edge = open.standing(Dependents.standing(open, CardStore.any(transaction, open.parent())));
    CardWriteStore.addChildren(transaction, edge.parent(), 1);
    EdgeStore.save(session, edge);
    transaction.append(actor, CardEvents.linked(CardStore.any(transaction, edge.child()), edge));
    return true;
  }

  /// What waited for a card that is not here asks a person.
  private static void hang(
      Transaction transaction, Actor actor, CardId id, dev.gazette.proto.board.v1.Edge told)
      throws SQLException {
    var child = CardStore.any(transaction, id);
    boolean met = told.getStanding() == dev.gazette.proto.board.v1.EdgeStanding.EDGE_STANDING_MET;
    if (met || child.state() != TODO) {
      return;
    }
    String reason = "It waited for %s, which did not come with it.".formatted(told.getParentId());
    var now = transaction.now();
    var stop = Stop.after(null, BlockKind.DEPENDENCY, actor.name(), now);
    var column = Columns.fallBack(transaction, id.board(), BLOCKED);
    var blocked = child.blocked(column, reason, now).stopped(stop);
    CardWriteStore.saveMove(transaction, child, blocked);
    transaction.append(actor, CardEvents.stopped(blocked, stop, reason));
  }

  /// Makes states agree with edges, where what came in contradicts itself: the edges are right.
  public static void settle(Transaction transaction, Actor actor, BoardId board)
      throws SQLException {
    var session = transaction.session();
    for (int settled = 0; settled < MOST_SETTLED; settled += STEP) {
      var hasty = ArchiveStore.hasty(session, board, STEP);
      for (var id : hasty) {
        Dependents.retract(transaction, actor, CardStore.any(transaction, id), id);
      }
      var released = hasty.isEmpty() ? ArchiveStore.released(session, board, STEP) : hasty;
      if (released.isEmpty()) {
        return;
      }
      for (var id : released) {
        Dependents.settle(transaction, actor, CardStore.any(transaction, id), id);
      }
    }
    throw INVALID_ARGUMENT.because(
        "The states of more than %,d cards contradict what they wait for.", MOST_SETTLED);
  }
}
