package dev.gazette.board.comment;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;

/// The table `comment`: the only class that writes it.
final class CommentStore {

  private CommentStore() {}

  /// The id of the newest comment on a card; 0 for none.
  static long newest(Session session, CardId card) throws SQLException {
    return session
        .sql(
            "SELECT COALESCE(MAX(id), 0) FROM comment WHERE board_id = ? AND number = ?",
            card.board().value(),
            card.number())
        .number();
  }

  static void insert(Session session, Comment comment) throws SQLException {
    session
        .sql(
            """
            INSERT INTO comment (board_id, number, id, author, text, epoch, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            comment.card().board().value(),
            comment.card().number(),
            comment.id(),
            comment.author(),
            comment.text(),
            comment.epoch(),
            comment.createTime())
        .update();
  }

  static int delete(Session session, CardId card, int most) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM comment WHERE board_id = ? AND number = ? AND id IN (
              SELECT id FROM comment WHERE board_id = ? AND number = ? ORDER BY id LIMIT ?)
            """,
            card.board().value(),
            card.number(),
            card.board().value(),
            card.number(),
            most)
        .update();
  }

  /// What was said on a board after a comment, by card and number.
  static List<Comment> ofBoard(Session session, BoardId board, long number, long id, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT number, id, author, text, epoch, created_at_ms FROM comment
             WHERE board_id = ? AND (number, id) > (?, ?) ORDER BY number, id LIMIT ?
            """,
            board.value(),
            number,
            id,
            limit)
        .list(rows -> {
          var cells = new Cells(rows);
          return comment(cells, new CardId(board, cells.number()));
        });
  }

  static List<Comment> oldestFirst(Session session, CardId card, long after, long before, int limit)
      throws SQLException {
    return list(session, card, after, before, "ORDER BY id LIMIT ?", limit);
  }

  static List<Comment> newestFirst(Session session, CardId card, long after, long before, int limit)
      throws SQLException {
    return list(session, card, after, before, "ORDER BY id DESC LIMIT ?", limit);
  }

  private static List<Comment> list(
      Session session, CardId card, long after, long before, String order, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT id, author, text, epoch, created_at_ms FROM comment
             WHERE board_id = ? AND number = ? AND id > ? AND id < ?
            """
                + order,
            card.board().value(),
            card.number(),
            after,
            before,
            limit)
        .list(rows -> comment(new Cells(rows), card));
  }

  private static Comment comment(Cells cells, CardId card) throws SQLException {
    return new Comment(
        card, cells.number(), cells.text(), cells.text(), cells.number(), cells.instant());
  }
}
