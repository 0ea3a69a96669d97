package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Payload;
import java.util.List;

/// What a worker hands over with a card beside words, as the event of its end tells.
///
/// @param created the cards that it made
/// @param artifacts the files that came of it
record Handed(List<CardId> created, List<Payload> artifacts) {

  static final Handed NOTHING = new Handed(List.of(), List.of());

  /// Tells of it; of nothing, nothing.
  Payload in(Payload payload) {
    if (!created.isEmpty()) {
      payload.and("created_card_ids", created.stream().map(CardId::toString).toList());
    }
    if (!artifacts.isEmpty()) {
      payload.andEach("artifacts", artifacts);
    }
    return payload;
  }
}
