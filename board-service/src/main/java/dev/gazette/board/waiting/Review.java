package dev.gazette.board.waiting;

import dev.gazette.platform.event.Payload;
import java.time.Instant;

/// A review that a card waits for or is under.
///
/// @param implementer who did the work, and gets it back when changes are wanted
/// @param summary what was handed over for it
/// @param since when it was asked for
public record Review(String implementer, String summary, Instant since) {

  /// Its values, as the card has them.
  public Payload in(Payload payload) {
    return payload
        .and("implementer", implementer)
        .and("review_summary", summary)
        .and("review_time", since);
  }
}
