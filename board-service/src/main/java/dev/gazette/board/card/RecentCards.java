package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Cards as lists read them last, so that the cells of one that has not changed since are not read
/// again: most of a list's time goes by in the driver, a call for each cell. A card is the same as
/// long as its version is; but for one that runs, whose lease is renewed without a new version, so
/// these are not kept. Holds 20,000 cards at the most, some 10 MiB, and begins anew when full.
final class RecentCards {

  private static final int BOUND = 20_000;

  private final Map<CardId, Card> cards = new ConcurrentHashMap<>();

  /// A card as it was read last, if that was this version.
  Optional<Card> find(CardId id, long version) {
    return Optional.ofNullable(cards.get(id)).filter(card -> card.version().current() == version);
  }

  /// Keeps a card without its body for the next list.
  void keep(Card card) {
    if (card.lease() != null) {
      return;
    }
    if (cards.size() >= BOUND) {
      cards.clear();
    }
    cards.put(card.id(), card);
  }
}
