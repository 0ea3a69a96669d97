package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.IDEMPOTENCY_KEY_REUSED;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Columns;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;

/// One card for one idempotency key, however many ask for it at once: the look-up and the insert
/// are one write, and an index holds it.
final class CardKeys {

  private CardKeys() {}

  /// The card of a key: the one that lives already, which nothing is written for, or a new one.
  /// Refused with `IDEMPOTENCY_KEY_REUSED` when the key was given with other content.
  static Card once(Transaction transaction, BoardId board, CardKey key, Operation<Card> create)
      throws SQLException {
    var session = transaction.session();
    var living = CardKeyStore.find(session, board, key.text());
    if (living.isEmpty() || Columns.removed(transaction, board)) { // In the trash: refused.
      var card = create.in(transaction);
      CardKeyStore.insert(session, card.id(), key);
      return card;
    }
    var id = living.get().card();
    if (!living.get().contentHash().equals(key.contentHash())) {
      throw IDEMPOTENCY_KEY_REUSED
          .because(
              "Key %s made %s from another request; choose another key, or change that card.",
              key.text(), id)
          .with("card_id", id);
    }
    return CardStore.find(transaction, id).orElseThrow(() -> Cards.notFound(id));
  }

  /// Frees the key of a card that goes out of sight.
  static void free(Session session, CardId id) throws SQLException {
    CardKeyStore.free(session, id);
  }

  /// Gives a card that is back in sight its key back, unless another card has it now: then it lives
  /// on without.
  static void takeBack(Session session, CardId id) throws SQLException {
    CardKeyStore.takeBack(session, id);
  }
}
