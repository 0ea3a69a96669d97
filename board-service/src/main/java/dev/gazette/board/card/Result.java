package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.DONE;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/// What came of a card, written anew once it is done: what its worker forgot to say, or said wrong.
/// The attempt keeps what was said then.
///
/// @param summary empty to leave it
record Result(Optional<String> summary) {

  /// Sets it on a card; without a change there is no trace. Refused with `CARD_STATE_WRONG`.
  Card set(Transaction transaction, Actor actor, Card card) throws SQLException {
    if (summary.isEmpty()) {
      return card;
    }
    if (card.state() != DONE) {
      throw Verbs.wrong("change the summary of", card, "only a done card has one");
    }
    if (summary.get().equals(card.summary())) {
      return card;
    }
    var told = card.summarized(summary.get(), transaction.now());
    CardWriteStore.saveSummary(transaction, card, told);
    transaction.append(actor, CardEvents.summarized(told));
    return told;
  }
}
