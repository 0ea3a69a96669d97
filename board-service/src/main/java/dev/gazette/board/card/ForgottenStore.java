package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The table `card_forgotten`: the only class that knows its SQL.
final class ForgottenStore {

  private ForgottenStore() {}

  /// What decides how much of a card's history may go.
  ///
  /// @param updateTime when the card was last written
  /// @param forgotten the position up to which its events are to go in any case; 0 for none
  record Fate(CardState state, Instant updateTime, long forgotten) {

    /// Whether the card ended, or was archived, before a time, and nobody wrote it since.
    boolean isOver(Instant before) {
      return (state.ended() || state == CardState.ARCHIVED) && updateTime.isBefore(before);
    }
  }

  /// The fate of a card; empty for one that was removed for good.
  static Optional<Fate> fate(Session session, CardId id) throws SQLException {
    return session
        .sql(
            """
            SELECT card.state, card.updated_at_ms, COALESCE(past.position, 0)
              FROM card LEFT JOIN card_forgotten past
                ON past.board_id = card.board_id AND past.number = card.number
             WHERE card.board_id = ? AND card.number = ?
            """,
            id.board().value(),
            id.number())
        .first(rows -> {
          var cells = new Cells(rows);
          return new Fate(CardState.valueOf(cells.text()), cells.instant(), cells.number());
        });
  }

  /// Notes that the events of a card up to a position, and its runs, are forgotten.
  static void mark(Session session, CardId id, long position) throws SQLException {
    session
        .sql(
            """
            INSERT INTO card_forgotten (board_id, number, position, told) VALUES (?, ?, ?, 0)
                ON CONFLICT (board_id, number) DO UPDATE SET position = excluded.position, told = 0
            """,
            id.board().value(),
            id.number(),
            position)
        .update();
  }

  /// Notes that a card whose history is forgotten is told anew; answers whether it has to be.
  static boolean tell(Session session, CardId id) throws SQLException {
    return session
            .sql(
                """
                UPDATE card_forgotten SET told = 1 WHERE board_id = ? AND number = ? AND told = 0
                """,
                id.board().value(),
                id.number())
            .update()
        == 1;
  }

  static int delete(Session session, CardId id) throws SQLException {
    return session
        .sql(
            "DELETE FROM card_forgotten WHERE board_id = ? AND number = ?",
            id.board().value(),
            id.number())
        .update();
  }
}
