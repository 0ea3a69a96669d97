package dev.gazette.board.limit;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `wip_limit`: the only class that knows its SQL.
final class WipLimitStore {

  private WipLimitStore() {}

  static void save(Session session, WipLimit limit) throws SQLException {
    session
        .sql(
            """
            INSERT INTO wip_limit (board_id, assignee, most, actor, created_at_ms) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (board_id, assignee) DO UPDATE
               SET most = excluded.most, actor = excluded.actor, created_at_ms = excluded.created_at_ms
            """,
            board(limit.cards()),
            limit.cards().assignee(),
            limit.most(),
            limit.actor(),
            limit.createTime())
        .update();
  }

  static void delete(Session session, WipLimit.Of cards) throws SQLException {
    session
        .sql(
            "DELETE FROM wip_limit WHERE board_id = ? AND assignee = ?",
            board(cards),
            cards.assignee())
        .update();
  }

  static List<WipLimit> list(Session session, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, assignee, most, actor, created_at_ms FROM wip_limit
             ORDER BY board_id, assignee LIMIT ?
            """,
            limit)
        .list(WipLimitStore::limit);
  }

  private static WipLimit limit(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    String board = cells.text();
    var cards =
        new WipLimit.Of(
            board.isEmpty() ? Optional.empty() : Optional.of(new BoardId(board)), cells.text());
    return new WipLimit(cards, (int) cells.number(), cells.text(), cells.instant());
  }

  private static String board(WipLimit.Of cards) {
    return cards.board().map(BoardId::value).orElse("");
  }
}
