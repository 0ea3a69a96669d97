package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.ARCHIVED;
import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.REVIEW;
import static dev.gazette.board.board.CardState.RUNNING;
import static dev.gazette.board.board.CardState.TODO;
import static dev.gazette.board.board.CardState.TRIAGE;
import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.limit.Limits;
import dev.gazette.board.limit.Pools;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.text.Texts;
import dev.gazette.board.waiting.Waits;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What people do with cards: write them, put them in columns, take them out of sight.
@Singleton
public final class Cards {

  /// Archived, they come back to where their parents let them.
  private static final Set<CardState> WAITING = EnumSet.of(TODO, READY, RUNNING, REVIEW);

  private final Boards boards;

  /// Cards on these boards.
  public Cards(Boards boards) {
    this.boards = boards;
  }

  /// A card; refused with `CARD_NOT_FOUND`.
  public Card get(Session session, CardId id) throws SQLException {
    return CardStore.find(session, id).orElseThrow(() -> notFound(id));
  }

  /// A card, for a write; refused with `CARD_NOT_FOUND`.
  Card get(Transaction transaction, CardId id) throws SQLException {
    return CardStore.find(transaction, id).orElseThrow(() -> notFound(id));
  }

  /// A card, if there is one.
  public Optional<Card> find(Session session, CardId id) throws SQLException {
    return CardStore.find(session, id);
  }

  /// Refuses with `CARD_NOT_FOUND` when there is no such card.
  public void require(Session session, CardId id) throws SQLException {
    if (!CardStore.exists(session, id)) {
      throw notFound(id);
    }
  }

  /// Refuses with `CARD_NOT_FOUND` or `LEASE_LOST` unless the lease of this epoch holds the card.
  ///
  /// @param verb what is refused, as in "Cannot comment on OPS-1"
  public void requireLease(Transaction transaction, CardId id, long epoch, String verb)
      throws SQLException {
    var card = get(transaction, id);
    if (!(Standing.of(card, epoch) instanceof Standing.Holder)) {
      throw Standing.lost(verb, card, epoch);
    }
  }

  static Refusal notFound(CardId id) {
    return CARD_NOT_FOUND.because(
        "There is no card %s; list the cards of board %s, or its trash.", id, id.board());
  }

  /// Puts a card on a board. Refused with `BOARD_NOT_FOUND`, `COLUMN_NOT_FOUND`, `POOL_NOT_FOUND`
  /// or `WIP_LIMIT_REACHED`.
  ///
  /// @param wanted a column of state triage or ready; empty for the first ready one
  public Card create(
      Transaction transaction, Actor actor, BoardId board, Brief brief, Optional<ColumnId> wanted)
      throws SQLException {
    return create(transaction, actor, board, brief, wanted, READY);
  }

  /// Puts a card on a board that may wait for a time or a person. Refused as {@link #create}.
  ///
  /// @param wanted empty for the usual one
  /// @param start empty for a card that need not wait
  public Card create(
      Transaction transaction,
      Actor actor,
      BoardId board,
      Brief brief,
      Optional<ColumnId> wanted,
      Optional<Start> start)
      throws SQLException {
    if (start.isEmpty()) {
      return create(transaction, actor, board, brief, wanted);
    }
    var state = start.get().state();
    if (wanted.isPresent()) {
      throw INVALID_ARGUMENT.because(
          "A new card that is %s starts in the first column of that state; name no other.",
          state.word());
    }
    Pools.require(transaction, brief.poolId());
    var place = boards.nextPlace(transaction.session(), board);
    var column = Columns.enter(transaction, board, state);
    var card = create(transaction, place, brief, state, column, actor.name()).starting(start.get());
    return put(transaction, actor, card, brief);
  }

  /// The same for a card that may have to wait.
  ///
  /// @param first ready or todo: the state of a card that is not put into triage
  Card create(
      Transaction transaction,
      Actor actor,
      BoardId board,
      Brief brief,
      Optional<ColumnId> wanted,
      CardState first)
      throws SQLException {
    Pools.require(transaction, brief.poolId());
    var place = boards.nextPlace(transaction.session(), board);
    var state = first;
    ColumnId column;
    if (wanted.isEmpty()) {
      column = Columns.enter(transaction, board, first);
    } else {
      var named = Columns.require(transaction, board, wanted.get());
      state = named.state() == READY ? first : named.state();
      if (named.state() != READY && named.state() != TRIAGE) {
        throw INVALID_ARGUMENT.because(
            "A new card starts in a column of state triage or ready; %s is of state %s.",
            named.id(), named.state().word());
      }
      column =
          state == named.state()
              ? Columns.enter(transaction, board, named)
              : Columns.enter(transaction, board, state);
    }
    var card = create(transaction, place, brief, state, column, actor.name());
    return put(transaction, actor, card, brief);
  }

  /// Puts a card on a board that says what another one says, but for its due time, is tried as
  /// often and as long, and is by the same author. It is ready whatever the limit of the column,
  /// and whether or not its pool is still there: nobody is there to be refused.
  Card createLike(Transaction transaction, Actor actor, Card model) throws SQLException {
    var board = model.id().board();
    var place = boards.nextPlace(transaction.session(), board);
    var column = Columns.fallBack(transaction, board, READY);
    var brief = model.brief().dueAt(null);
    var limits = Waits.NONE.retried(model.waits().retry().limits());
    var card = create(transaction, place, brief, READY, column, model.createdBy()).waiting(limits);
    return put(transaction, actor, card, brief);
  }

  /// A new card; one for nobody is its board's default assignee's.
  private static Card create(
      Transaction transaction,
      Boards.Place place,
      Brief asked,
      CardState state,
      ColumnId column,
      String by) {
    var brief = asked.assignee().isEmpty() ? asked.assignedTo(place.defaultAssignee()) : asked;
    return Card.create(place.id(), brief, state, column, by, transaction.now());
  }

  /// @param asked what it was to say
  private static Card put(Transaction transaction, Actor actor, Card card, Brief asked)
      throws SQLException {
    CardWriteStore.insert(transaction, card);
    Texts.insert(transaction, card.id(), card.brief().text());
    boolean byBoard = !card.brief().assignee().equals(asked.assignee());
    transaction.append(actor, CardEvents.created(card, byBoard));
    return card;
  }

  /// Changes what a card says; for another assignee, failed attempts are counted anew. Refused with
  /// `CARD_NOT_FOUND`, `ETAG_STALE`, `POOL_NOT_FOUND`, or for a running card by a limit that it
  /// would come under. A change that changes nothing leaves no trace.
  public Card update(
      Transaction transaction, Actor actor, CardId id, Brief.Change change, String etag)
      throws SQLException {
    var before = get(transaction, id);
    requireFresh(before, etag);
    var brief = before.brief().with(change);
    if (brief.equals(before.brief())) {
      return before;
    }
    var edited = before.edited(brief, transaction.now());
    var after = brief.assignee().equals(before.brief().assignee()) ? edited : edited.fresh();
    requireRoom(transaction, before, after);
    CardWriteStore.saveBrief(transaction, before, after);
    if (!brief.text().equals(before.brief().text())) {
      Texts.replace(transaction, id, before.brief().text(), brief.text());
    }
    transaction.append(actor, CardEvents.updated(before, after));
    return after;
  }

  /// Puts a card in another column, where no verb of its own leads. One that would be ready but
  /// waits for others goes to todo. Refused with `CARD_NOT_FOUND`, `COLUMN_NOT_FOUND`,
  /// `MOVE_NEEDS_VERB`, `WIP_LIMIT_REACHED` or `ETAG_STALE`.
  public Card move(Transaction transaction, Actor actor, CardId id, ColumnId to, String etag)
      throws SQLException {
    var before = get(transaction, id);
    requireFresh(before, etag);
    var column = Columns.require(transaction, id.board(), to);
    if (!before.state().movesTo().contains(column.state())) {
      throw Verbs.needed(before, column);
    }
    if (to.equals(before.column())) {
      return before;
    }
    if (before.state() == TRIAGE
        && column.state() == READY
        && !EdgeStore.allMet(transaction.session(), id)) {
      column = Columns.first(transaction, id.board(), TODO);
    }
    Columns.enter(transaction, id.board(), column);
    var after = before.inColumn(column, transaction.now());
    CardWriteStore.saveMove(transaction, before, after);
    transaction.append(actor, CardEvents.moved(after));
    return Dependents.settle(transaction, actor, after, id);
  }

  /// Takes a card out of sight; a lease on it ends, and its idempotency key is free. Refused with
  /// `CARD_NOT_FOUND`.
  public Card archive(Transaction transaction, Actor actor, CardId id) throws SQLException {
    var session = transaction.session();
    var before = get(transaction, id);
    if (before.state() == ARCHIVED) {
      return before;
    }
    var after = before.archived(transaction.now());
    CardWriteStore.saveArchival(transaction, before, after);
    if (before.state() == RUNNING) {
      Runs.end(session, id, before.epoch(), RunOutcome.ARCHIVED, "", transaction.now());
    }
    CardKeys.free(session, id);
    transaction.append(actor, CardEvents.archived(after));
    Dependents.follow(transaction, actor, after);
    return after;
  }

  /// Brings an archived card back to the state it had; one that was running comes back ready, or to
  /// its review. It has its idempotency key again, unless another card took it meanwhile. Refused
  /// with `CARD_NOT_FOUND`, `CARD_STATE_WRONG` or `WIP_LIMIT_REACHED`.
  public Card unarchive(Transaction transaction, Actor actor, CardId id) throws SQLException {
    var before = get(transaction, id);
    var former = before.formerState();
    if (before.state() != ARCHIVED || former == null) {
      throw CARD_STATE_WRONG.because(
          "Cannot unarchive %s: it is %s, not archived.", id, before.state().word());
    }
    var state = WAITING.contains(former) ? Parents.landing(transaction.session(), before) : former;
    var column = Columns.enter(transaction, id.board(), state);
    var after = before.unarchived(state, column, transaction.now());
    CardWriteStore.saveArchival(transaction, before, after);
    CardKeys.takeBack(transaction.session(), id);
    transaction.append(actor, CardEvents.unarchived(after));
    Dependents.follow(transaction, actor, after);
    return Dependents.settle(transaction, actor, after, id);
  }

  private static void requireRoom(Transaction transaction, Card before, Card after)
      throws SQLException {
    if (!after.brief().poolId().equals(before.brief().poolId())) {
      Pools.require(transaction, after.brief().poolId());
    }
    if (after.state() == RUNNING && !after.load().equals(before.load())) {
      var full = Limits.full(transaction, after.load(), before.load());
      if (full.isPresent()) {
        throw full.get().refusal("change", after.id());
      }
    }
  }

  /// Refuses with `ETAG_STALE` a write of a card that changed since it was read.
  static void requireFresh(Card card, String etag) {
    if (!etag.isEmpty() && !etag.equals(card.version().etag())) {
      throw ETAG_STALE
          .because(
              "Cannot change %s: %s, last at %s. Read it again.",
              card.id(), card.version().since(etag), card.updateTime())
          .with("card_id", card.id())
          .with("etag", card.version().etag());
    }
  }
}
