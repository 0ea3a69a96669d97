package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_HELD;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;

import dev.gazette.board.run.Lease;
import dev.gazette.platform.error.Refusal;

/// How a caller stands to a card, by the epoch that it names.
sealed interface Standing {

  /// The caller holds the card.
  record Holder(Lease lease) implements Standing {}

  /// Nobody holds the card, and the caller does not claim to.
  record Unheld() implements Standing {}

  /// Another worker holds the card.
  record HeldByAnother(Lease lease) implements Standing {}

  /// The lease that the caller names has ended, for good.
  record Late(long epoch) implements Standing {}

  /// The standing of one who names an epoch; 0 for none.
  static Standing of(Card card, long epoch) {
    var lease = card.lease();
    if (epoch == 0) {
      return lease == null ? new Unheld() : new HeldByAnother(lease);
    }
    return lease != null && lease.epoch() == epoch ? new Holder(lease) : new Late(epoch);
  }

  /// The refusal of one who names no lease of a card that somebody holds.
  static Refusal held(String verb, Card card, Lease lease) {
    return CARD_HELD
        .because(
            "Cannot %s %s: held by %s until %s. Wait for it, or name the lease's epoch.",
            verb, card.id(), lease.worker(), lease.expireTime())
        .with("card_id", card.id())
        .with("worker", lease.worker())
        .with("expire_time", lease.expireTime());
  }

  /// The refusal of one whose lease has ended.
  static Refusal lost(String verb, Card card, long epoch) {
    var lease = card.lease();
    return LEASE_LOST
        .because(
            "Cannot %s %s: lease %d has ended and %s. Stop this work; claim the card anew.",
            verb,
            card.id(),
            epoch,
            lease == null
                ? "the card is " + card.state().word()
                : "%s holds the card by lease %d".formatted(lease.worker(), lease.epoch()))
        .with("card_id", card.id())
        .with("epoch", epoch);
  }
}
