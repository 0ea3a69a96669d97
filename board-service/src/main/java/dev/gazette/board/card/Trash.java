package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.ARCHIVED;
import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Deleted cards: for 30 days they are gone for everybody but whoever restores them.
@Singleton
public final class Trash {

  /// How long a card can be restored.
  static final Duration KEPT = Duration.ofDays(30);

  private final Boards boards;
  private final Cards cards;

  /// The trash of these cards.
  public Trash(Boards boards, Cards cards) {
    this.boards = boards;
    this.cards = cards;
  }

  /// A card of the trash.
  record Item(Trashed trashed, Card card) {}

  /// Deletes a card that is archived or has ended. The cards that wait for it go by how it ended,
  /// as by an archived one. Refused with `CARD_NOT_FOUND` or `CARD_STATE_WRONG`.
  Item delete(Transaction transaction, Actor actor, CardId id) throws SQLException {
    var card = cards.get(transaction, id);
    if (card.state() != ARCHIVED && !card.state().ended()) {
      throw Verbs.wrong("delete", card, "cancel or archive it first");
    }
    var now = transaction.now();
    boolean inSight = card.state() != ARCHIVED;
    var archived = cards.archive(transaction, actor, id);
    var trashed = new Trashed(id, actor.name(), now, now.plus(KEPT), inSight);
    TrashStore.insert(transaction.session(), trashed);
    transaction.forget(id);
    transaction.append(actor, CardEvents.deleted(archived, trashed));
    return new Item(trashed, archived);
  }

  /// Brings a card back as it was: archived, or in sight. Refused with `CARD_NOT_FOUND` for one
  /// that is not in the trash, or no more, and `WIP_LIMIT_REACHED`.
  Card restore(Transaction transaction, Actor actor, CardId id) throws SQLException {
    var session = transaction.session();
    var trashed =
        TrashStore.find(session, id)
            .filter(it -> it.purgeTime().isAfter(transaction.now()))
            .orElseThrow(() -> notInTrash(id));
    TrashStore.delete(session, id);
    var card = cards.get(transaction, id);
    transaction.append(actor, CardEvents.restored(card));
    return trashed.unarchive() ? cards.unarchive(transaction, actor, id) : card;
  }

  private static Refusal notInTrash(CardId id) {
    return CARD_NOT_FOUND.because(
        "%s is not in the trash; list the trash of board %s.", id, id.board());
  }

  /// What can be restored, the last deleted first. Refused with `BOARD_NOT_FOUND`.
  ///
  /// @param before where the list goes on: the time and the number of the one before
  List<Item> list(Session session, BoardId board, Instant before, long beforeNumber, int limit)
      throws SQLException {
    boards.require(session, board);
    var items = new ArrayList<Item>();
    for (var trashed : TrashStore.list(session, board, before, beforeNumber, limit)) {
      items.add(new Item(trashed, CardStore.whole(session, trashed.card()).orElseThrow()));
    }
    return items;
  }
}
