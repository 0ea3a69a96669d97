package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Listed cards as they were rendered last, beside {@link RecentCards} and for the same reason: one
/// of the same version is sent again as it was. Holds 20,000 at the most, some 20 MiB, and begins
/// anew when full.
final class RenderedCards {

  private static final int BOUND = 20_000;

  private final Map<CardId, Rendered> cards = new ConcurrentHashMap<>();

  private record Rendered(long version, dev.gazette.proto.board.v1.Card message) {}

  /// A card without its body, for the wire.
  dev.gazette.proto.board.v1.Card render(Card card) {
    if (card.lease() != null) {
      return CardProtos.render(card);
    }
    long version = card.version().current();
    var known = cards.get(card.id());
    if (known != null && known.version() == version) {
      return known.message();
    }
    var message = CardProtos.render(card);
    if (cards.size() >= BOUND) {
      cards.clear();
    }
    cards.put(card.id(), new Rendered(version, message));
    return message;
  }
}
