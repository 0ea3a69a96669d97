package dev.gazette.board.attachment;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.blob.BlobId;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `attachment`: the only class that knows its SQL.
final class AttachmentStore {

  private static final String ALL =
      """
      SELECT id, name, content_type, size, sha256, blob_id, uploaded_by, epoch, created_at_ms
        FROM attachment WHERE board_id = ? AND number = ? AND blob_id IS NOT NULL
      """;

  private AttachmentStore() {}

  static void insert(Session session, Attachment attachment) throws SQLException {
    session
        .sql(
            """
            INSERT INTO attachment (board_id, number, id, name, content_type, size, sha256, blob_id, uploaded_by,
                                    epoch, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            attachment.card().board().value(),
            attachment.card().number(),
            attachment.id(),
            attachment.name(),
            attachment.contentType(),
            attachment.size(),
            attachment.sha256(),
            attachment.blob().value(),
            attachment.uploadedBy(),
            attachment.epoch(),
            attachment.createTime())
        .update();
  }

  /// The number of the newest file that a card ever had; 0 for none.
  static long newest(Session session, CardId card) throws SQLException {
    return session
        .sql(
            "SELECT COALESCE(MAX(id), 0) FROM attachment WHERE board_id = ? AND number = ?",
            card.board().value(),
            card.number())
        .number();
  }

  static Optional<Attachment> find(Session session, CardId card, long id) throws SQLException {
    return session
        .sql(ALL + " AND id = ?", card.board().value(), card.number(), id)
        .first(rows -> attachment(new Cells(rows), card));
  }

  /// The files of a card after a number, in the order in which they came.
  static List<Attachment> list(Session session, CardId card, long after, int limit)
      throws SQLException {
    return session
        .sql(
            ALL + " AND id > ? ORDER BY id LIMIT ?",
            card.board().value(),
            card.number(),
            after,
            limit)
        .list(rows -> attachment(new Cells(rows), card));
  }

  /// The files on a board after one, by card and number.
  static List<Attachment> ofBoard(Session session, BoardId board, long number, long id, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT number, id, name, content_type, size, sha256, blob_id, uploaded_by, epoch, created_at_ms
              FROM attachment
             WHERE board_id = ? AND (number, id) > (?, ?) AND blob_id IS NOT NULL ORDER BY number, id LIMIT ?
            """,
            board.value(),
            number,
            id,
            limit)
        .list(rows -> {
          var cells = new Cells(rows);
          return attachment(cells, new CardId(board, cells.number()));
        });
  }

  /// Keeps that a file was taken away.
  static void remove(Session session, CardId card, long id) throws SQLException {
    session
        .sql(
            "UPDATE attachment SET blob_id = NULL WHERE board_id = ? AND number = ? AND id = ?",
            card.board().value(),
            card.number(),
            id)
        .update();
  }

  /// Deletes some rows of a card; answers how many.
  static int delete(Session session, CardId card, int most) throws SQLException {
    return session
        .sql(
            """
            DELETE FROM attachment WHERE board_id = ? AND number = ? AND id IN (
              SELECT id FROM attachment WHERE board_id = ? AND number = ? ORDER BY id LIMIT ?)
            """,
            card.board().value(),
            card.number(),
            card.board().value(),
            card.number(),
            most)
        .update();
  }

  /// Whether a file has its bytes in a blob.
  static boolean needs(Session session, BlobId blob) throws SQLException {
    return session
        .sql("SELECT 1 FROM attachment WHERE blob_id IS NOT NULL AND blob_id = ?", blob.value())
        .exists();
  }

  private static Attachment attachment(Cells cells, CardId card) throws SQLException {
    return new Attachment(
        card,
        cells.number(),
        cells.text(),
        cells.text(),
        cells.number(),
        cells.text(),
        new BlobId(cells.text()),
        cells.text(),
        cells.number(),
        cells.instant());
  }
}
