package dev.gazette.board.dispatch;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `pause`: the only class that knows its SQL.
final class PauseStore {

  private PauseStore() {}

  static void insert(Session session, Pause pause) throws SQLException {
    session
        .sql(
            "INSERT INTO pause (board_id, assignee, reason, actor, created_at_ms) VALUES (?, ?, ?, ?, ?)",
            board(pause.cards()),
            pause.cards().assignee(),
            pause.reason(),
            pause.actor(),
            pause.createTime())
        .update();
  }

  static void delete(Session session, Pause.Of cards) throws SQLException {
    session
        .sql(
            "DELETE FROM pause WHERE board_id = ? AND assignee = ?", board(cards), cards.assignee())
        .update();
  }

  static List<Pause> list(Session session, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT board_id, assignee, reason, actor, created_at_ms FROM pause
             ORDER BY board_id, assignee LIMIT ?
            """,
            limit)
        .list(PauseStore::pause);
  }

  private static Pause pause(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    String board = cells.text();
    var cards =
        new Pause.Of(
            board.isEmpty() ? Optional.empty() : Optional.of(new BoardId(board)), cells.text());
    return new Pause(cards, cells.text(), cells.text(), cells.instant());
  }

  private static String board(Pause.Of cards) {
    return cards.board().map(BoardId::value).orElse("");
  }
}
