package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/// Reads single cards of the tables `card` and `card_body`, whose SQL is here, in {@link
/// CardWriteStore}, {@link CardListStore} and {@link CardRowStore}. The lease of a card is that of
/// its open run, and is read with it.
final class CardStore {

  /// The longest body and summary, together, that a card is kept with in memory for the writes
  /// after this.
  private static final int LONGEST_KEPT = 2_048;

  private CardStore() {}

  /// A card, for a write: as the writes before this left it, mostly without asking the database.
  static Optional<Card> find(Transaction transaction, CardId id) throws SQLException {
    var kept = transaction.<Card>kept(id);
    if (kept.isPresent()) {
      return Columns.removed(transaction, id.board()) ? Optional.empty() : kept;
    }
    var found = find(transaction.session(), id);
    if (found.isPresent()) {
      History.recall(transaction, found.get());
      keep(transaction, found.get());
    }
    return found;
  }

  /// A card that must be there, for a write that may find it or its board in the trash.
  static Card any(Transaction transaction, CardId id) throws SQLException {
    var kept = transaction.<Card>kept(id);
    if (kept.isPresent()) {
      return kept.get();
    }
    var found = whole(transaction.session(), id).orElseThrow();
    History.recall(transaction, found);
    return found;
  }

  /// Remembers a card for the writes after this, unless it is long.
  static void keep(Transaction transaction, Card card) {
    if (card.brief().body().length() + card.summary().length() <= LONGEST_KEPT) {
      transaction.keep(card.id(), card);
    } else {
      transaction.forget(card.id());
    }
  }

  /// A card, unless it or its board is in the trash. Only archived ones are asked about.
  static Optional<Card> find(Session session, CardId id) throws SQLException {
    var found = whole(session, id, " AND " + CardRowStore.NOT_REMOVED);
    boolean archived = found.isPresent() && found.get().state() == CardState.ARCHIVED;
    return archived && TrashStore.find(session, id).isPresent() ? Optional.empty() : found;
  }

  /// A card, also one that is in the trash, or whose board is.
  static Optional<Card> whole(Session session, CardId id) throws SQLException {
    return whole(session, id, "");
  }

  private static Optional<Card> whole(Session session, CardId id, String condition)
      throws SQLException {
    return session
        .sql(
            CardRowStore.WHOLE
                + " FROM card"
                + CardRowStore.WITH_RUN
                + " WHERE card.board_id = ? AND card.number = ?"
                + condition,
            id.board().value(),
            id.number())
        .first(rows -> CardRowStore.card(session, rows, id.board()));
  }

  static boolean exists(Session session, CardId id) throws SQLException {
    return session
        .sql(
            "SELECT 1 FROM card WHERE board_id = ? AND number = ? AND "
                + CardRowStore.NOT_TRASHED
                + " AND "
                + CardRowStore.NOT_REMOVED,
            id.board().value(),
            id.number())
        .exists();
  }

  /// The first card that is left of a board, wherever it is.
  static Optional<CardId> first(Session session, BoardId board) throws SQLException {
    return session
        .sql("SELECT number FROM card WHERE board_id = ? ORDER BY number LIMIT 1", board.value())
        .first(rows -> new CardId(board, rows.getLong(1)));
  }
}
