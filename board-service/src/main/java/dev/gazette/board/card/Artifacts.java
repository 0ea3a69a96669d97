package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;

/// The files that a worker hands over with a card.
@FunctionalInterface
public interface Artifacts {

  /// What an event tells of files of a card. Refused with `ATTACHMENT_NOT_FOUND`.
  ///
  /// @param ids their numbers on the card
  List<Payload> told(Session session, CardId card, List<Long> ids) throws SQLException;
}
