package dev.gazette.board.share;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table `board_share`, and what boards have to give: the only class that knows their SQL.
final class ShareStore {

  private ShareStore() {}

  static List<BoardShare> list(Session session) throws SQLException {
    return session
        .sql("SELECT board_id, weight, pass, clock, served_at_ms FROM board_share")
        .list(ShareStore::share);
  }

  private static BoardShare share(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    return new BoardShare(
        new BoardId(cells.text()),
        (int) cells.number(),
        cells.number(),
        cells.number(),
        cells.instant());
  }

  static void save(Session session, BoardShare share) throws SQLException {
    session
        .sql(
            """
            INSERT INTO board_share (board_id, weight, pass, clock, served_at_ms) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (board_id) DO UPDATE
               SET weight = excluded.weight, pass = excluded.pass, clock = excluded.clock,
                   served_at_ms = excluded.served_at_ms
            """,
            share.board().value(),
            share.weight(),
            share.pass(),
            share.clock(),
            share.served())
        .update();
  }

  /// Since when each board has waited that is there and has ready cards: the last change of its
  /// oldest one. Steps from board to board and from priority to priority by the index of ready
  /// cards, so that it costs the same however many there are; of more than eight priorities, the
  /// eight highest.
  static Map<BoardId, Instant> ready(Session session) throws SQLException {
    return since(
        session,
        """
        WITH RECURSIVE
          ready_board (id) AS (
            SELECT MIN(board_id) FROM card WHERE state = 'READY'
            UNION ALL
            SELECT (SELECT MIN(board_id) FROM card WHERE state = 'READY' AND board_id > ready_board.id)
              FROM ready_board WHERE ready_board.id IS NOT NULL),
          level (board_id, precedence, depth) AS (
            SELECT ready_board.id,
                   (SELECT MIN(precedence) FROM card WHERE state = 'READY' AND board_id = ready_board.id), 1
              FROM ready_board WHERE ready_board.id IS NOT NULL
            UNION ALL
            SELECT level.board_id,
                   (SELECT MIN(card.precedence) FROM card
                     WHERE card.state = 'READY' AND card.board_id = level.board_id
                       AND card.precedence > level.precedence),
                   level.depth + 1
              FROM level WHERE level.precedence IS NOT NULL AND level.depth < 8)
        SELECT level.board_id,
               MIN((SELECT oldest.updated_at_ms FROM card AS oldest
                     WHERE oldest.state = 'READY' AND oldest.board_id = level.board_id
                       AND oldest.precedence = level.precedence
                     ORDER BY oldest.number LIMIT 1))
          FROM level
         WHERE level.precedence IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM board WHERE board.id = level.board_id AND removed_at_ms IS NOT NULL)
         GROUP BY level.board_id
        """);
  }

  /// The same for cards that wait for a review.
  static Map<BoardId, Instant> inReview(Session session) throws SQLException {
    return since(
        session,
        """
        SELECT board_id, MIN(asked_at_ms) FROM card_wait
         WHERE asked_at_ms IS NOT NULL AND state = 'REVIEW'
           AND NOT EXISTS (SELECT 1 FROM board WHERE board.id = card_wait.board_id AND removed_at_ms IS NOT NULL)
         GROUP BY board_id
        """);
  }

  private static Map<BoardId, Instant> since(Session session, String sql) throws SQLException {
    var found = new HashMap<BoardId, Instant>();
    session
        .sql(sql)
        .list(rows ->
            found.put(new BoardId(rows.getString(1)), Instant.ofEpochMilli(rows.getLong(2)))
                == null);
    return found;
  }

  /// How many cards of each board run.
  static Map<BoardId, Integer> running(Session session) throws SQLException {
    var found = new HashMap<BoardId, Integer>();
    session
        .sql(
            "SELECT board_id, COUNT(*) FROM run WHERE lease_expires_at_ms IS NOT NULL GROUP BY board_id")
        .list(rows -> found.put(new BoardId(rows.getString(1)), rows.getInt(2)) == null);
    return found;
  }
}
