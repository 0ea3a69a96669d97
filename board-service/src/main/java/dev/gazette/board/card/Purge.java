package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.SCHEDULED;
import static dev.gazette.board.board.CardState.TODO;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStanding;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.run.Runs;
import dev.gazette.board.text.Texts;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Stop;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Removes cards for good whose time in the trash is over: every row of them, in steps, so that no
/// write of it is long. The event log keeps what it told of them until its own retention.
@Singleton
public final class Purge {

  /// How many rows one step removes, or somewhat more.
  static final int STEP = 200;

  /// How many rows the last step of a card counts for: its own, and those of its labels, its words
  /// and the like.
  private static final int CARD_ROWS = 10;

  /// The states that a card leaves by itself when nothing holds it any more.
  private static final Set<CardState> WAITING = EnumSet.of(TODO, SCHEDULED);

  private final List<Remains> remains;

  /// Removes cards with what other features keep of them.
  public Purge(List<Remains> remains) {
    this.remains = remains;
  }

  /// Takes the next step; answers whether there was one.
  boolean step(Transaction transaction, Actor actor) throws SQLException {
    return step(transaction, actor, Optional.empty());
  }

  /// Takes a step at the cards of a board that goes for good, whatever state they are in; answers
  /// whether there was one.
  public boolean step(Transaction transaction, Actor actor, BoardId board) throws SQLException {
    return step(transaction, actor, Optional.of(board));
  }

  /// @param going the board that goes with its cards, whose other cards need not be told
  private boolean step(Transaction transaction, Actor actor, Optional<BoardId> going)
      throws SQLException {
    var card = next(transaction, going);
    boolean any = card.isPresent();
    for (int removed = 0; removed < STEP && card.isPresent(); card = next(transaction, going)) {
      removed += remove(transaction, actor, card.get(), going);
    }
    return any;
  }

  private static Optional<CardId> next(Transaction transaction, Optional<BoardId> going)
      throws SQLException {
    return going.isPresent()
        ? CardStore.first(transaction.session(), going.get())
        : TrashStore.due(transaction.session(), transaction.now());
  }

  /// Removes some rows of a card, or itself when it has no others; answers how many.
  private int remove(Transaction transaction, Actor actor, CardId id, Optional<BoardId> going)
      throws SQLException {
    var session = transaction.session();
    int edges = freeEdges(transaction, actor, id, going);
    int removed = edges > 0 ? 2 * edges : removeRows(session, id);
    if (removed > 0) {
      return removed;
    }
    var card = CardStore.whole(session, id).orElseThrow();
    TrashStore.delete(session, id);
    CardWriteStore.delete(transaction, id);
    transaction.append(actor, CardEvents.purged(card));
    return CARD_ROWS;
  }

  private int removeRows(Session session, CardId id) throws SQLException {
    int removed = Texts.remove(session, id, STEP);
    removed += Runs.remove(session, id, STEP);
    for (var feature : remains) {
      removed += feature.remove(session, id, STEP);
    }
    return removed;
  }

  /// Takes some edges of a card away, each of which is a write to the cards at both its ends;
  /// answers how many.
  private static int freeEdges(
      Transaction transaction, Actor actor, CardId id, Optional<BoardId> going)
      throws SQLException {
    var session = transaction.session();
    var edges = EdgeStore.some(session, id, STEP / 2);
    for (var edge : edges) {
      EdgeStore.delete(session, edge.parent(), edge.child());
      CardWriteStore.addChildren(transaction, edge.parent(), -1);
      if (!going.equals(Optional.of(edge.child().board()))) {
        free(transaction, actor, CardStore.any(transaction, edge.child()), edge);
      }
    }
    return edges.size();
  }

  /// A card that waits for what never comes any more is blocked: a person has to say what becomes
  /// of it.
  private static void free(Transaction transaction, Actor actor, Card child, Edge edge)
      throws SQLException {
    transaction.append(actor, CardEvents.unlinked(child, edge));
    if (!WAITING.contains(child.state()) || edge.standing() == EdgeStanding.MET) {
      return;
    }
    var now = transaction.now();
    var column = Columns.fallBack(transaction, child.id().board(), BLOCKED);
    String reason =
        "It waited for %s (%s), which was deleted.".formatted(edge.parent(), edge.condition());
    var stop = Stop.after(null, BlockKind.DEPENDENCY, actor.name(), now);
    var blocked = child.blocked(column, reason, now).stopped(stop);
    CardWriteStore.saveMove(transaction, child, blocked);
    transaction.append(actor, CardEvents.stopped(blocked, stop, reason));
  }

  /// When the next card is to go.
  Optional<Instant> next(Session session) throws SQLException {
    return TrashStore.nextPurge(session);
  }
}
