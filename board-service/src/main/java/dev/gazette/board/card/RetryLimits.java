package dev.gazette.board.card;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// What people say of the attempts on a card: how many may fail, and how long one may take.
///
/// @param maxAttempts how many, 0 for what the service is set to; empty to leave it
/// @param maxRuntime how long, the inner one empty for as long as it likes; empty to leave it
record RetryLimits(Optional<Integer> maxAttempts, Optional<Optional<Duration>> maxRuntime) {

  /// Sets them on a card; without a change there is no trace.
  Card set(Transaction transaction, Actor actor, Card card) throws SQLException {
    var before = card.waits().retry();
    var retry =
        before
            .limitedTo(maxAttempts.orElse(before.maxAttempts()))
            .lasting(maxRuntime.isPresent() ? maxRuntime.get().orElse(null) : before.maxRuntime());
    if (retry.equals(before)) {
      return card;
    }
    var limited = card.edited(card.brief(), transaction.now()).waiting(card.waits().retried(retry));
    CardWriteStore.saveBrief(transaction, card, limited);
    transaction.append(actor, CardEvents.updated(card, limited));
    return limited;
  }
}
