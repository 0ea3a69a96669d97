package dev.gazette.board.card;

import dev.gazette.board.board.CardState;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;

/// The table `card_label`: the only class that writes it. Cards without labels cost nothing.
final class LabelStore {

  private LabelStore() {}

  static void insert(Session session, Card card) throws SQLException {
    for (var label : card.brief().labels()) {
      session
          .sql(
              """
              INSERT INTO card_label (board_id, number, label, precedence, ready) VALUES (?, ?, ?, ?, ?)
              """,
              card.id().board().value(),
              card.id().number(),
              label,
              -card.brief().priority(),
              card.state() == CardState.READY)
          .update();
    }
  }

  /// Follows a card into the state ready, or out of it.
  static void followState(Session session, Card before, Card after) throws SQLException {
    boolean ready = after.state() == CardState.READY;
    if (!after.brief().labels().isEmpty() && ready != (before.state() == CardState.READY)) {
      session
          .sql(
              "UPDATE card_label SET ready = ? WHERE board_id = ? AND number = ?",
              ready,
              after.id().board().value(),
              after.id().number())
          .update();
    }
  }

  /// Follows a change of labels or priority.
  static void followBrief(Session session, Card before, Card after) throws SQLException {
    if (!after.brief().labels().equals(before.brief().labels())
        || after.brief().priority() != before.brief().priority()) {
      session
          .sql(
              "DELETE FROM card_label WHERE board_id = ? AND number = ?",
              after.id().board().value(),
              after.id().number())
          .update();
      insert(session, after);
    }
  }
}
