package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;

/// Rows of a feature that belong to a card and go with it. A bean.
@FunctionalInterface
public interface Remains {

  /// Removes some rows of a card that was deleted for good; answers how many. None means that none
  /// is left.
  int remove(Session session, CardId card, int most) throws SQLException;
}
