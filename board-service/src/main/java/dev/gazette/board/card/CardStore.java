package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.run.Lease;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables `card` and `card_body`: with {@link CardListStore} the only class that knows their
/// SQL. The lease of a card is that of its open run, and is read with it.
final class CardStore {

  /// Between the labels of a card's row; they hold no control characters.
  private static final String SEPARATOR = "\n";

  /// The cells that {@link #card} reads, but for the last five.
  private static final String CELLS =
      """
      SELECT card.number, card.state, card.column_id, card.former_state, card.precedence, card.epoch, card.attempts,
             card.version, card.edited_version, card.moved_version, card.title, card.labels, card.assignee,
             card.due_at_ms, card.repository_id, card.created_by, card.created_at_ms, card.updated_at_ms,
             card.block_reason, card.summary,
      """;

  private static final String BODY =
      "(SELECT body FROM card_body b WHERE b.board_id = card.board_id AND b.number = card.number)";
  private static final String NO_BODY = "NULL";

  /// A ready card with its body: no lease.
  static final String READY = CELLS + BODY + ", NULL, NULL, NULL, NULL";

  /// A card with the lease of its open run, and its body.
  private static final String WHOLE =
      CELLS + BODY + ", run.lease_expires_at_ms, run.lease_millis, run.worker, run.actor";

  /// A card without its body.
  static final String LISTED =
      CELLS + NO_BODY + ", run.lease_expires_at_ms, run.lease_millis, run.worker, run.actor";

  /// Brings the open run of a card beside it.
  static final String WITH_RUN =
      """
       LEFT JOIN run ON run.board_id = card.board_id AND run.number = card.number AND run.epoch = card.epoch
                    AND run.outcome IS NULL
      """;

  private CardStore() {}

  static void insert(Session session, Card card) throws SQLException {
    var brief = card.brief();
    session
        .sql(
            """
            INSERT INTO card (board_id, number, state, column_id, precedence, epoch, attempts, version,
                              edited_version, moved_version, title, labels, assignee, due_at_ms, repository_id,
                              created_by, created_at_ms, updated_at_ms, block_reason, summary)
            VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')
            """,
            card.id().board().value(),
            card.id().number(),
            card.state(),
            text(card.column()),
            -brief.priority(),
            card.version().current(),
            card.version().edited(),
            card.version().moved(),
            brief.title(),
            String.join(SEPARATOR, brief.labels()),
            brief.assignee(),
            brief.dueTime(),
            brief.repositoryId(),
            card.createdBy(),
            card.createTime(),
            card.updateTime())
        .update();
    if (!brief.body().isEmpty()) {
      writeBody(session, card.id(), brief.body());
    }
    if (!brief.labels().isEmpty()) {
      LabelStore.insert(session, card);
    }
  }

  private static void writeBody(Session session, CardId id, String body) throws SQLException {
    session
        .sql(
            """
            INSERT INTO card_body (board_id, number, body) VALUES (?, ?, ?)
                ON CONFLICT (board_id, number) DO UPDATE SET body = excluded.body
            """,
            id.board().value(),
            id.number(),
            body)
        .update();
  }

  static Optional<Card> find(Session session, CardId id) throws SQLException {
    return session
        .sql(
            WHOLE + " FROM card" + WITH_RUN + " WHERE card.board_id = ? AND card.number = ?",
            id.board().value(),
            id.number())
        .first(rows -> card(rows, id.board()));
  }

  static boolean exists(Session session, CardId id) throws SQLException {
    return session
        .sql(
            "SELECT 1 FROM card WHERE board_id = ? AND number = ?", id.board().value(), id.number())
        .exists();
  }

  /// Writes what a verb changed. Leaves alone what lists are ordered by, so that few indexes move.
  static void saveMove(Session session, Card before, Card after) throws SQLException {
    int changed =
        session
            .sql(
                """
                UPDATE card SET state = ?, column_id = ?, epoch = ?, attempts = ?, version = ?, moved_version = ?,
                       updated_at_ms = ?, block_reason = ?, summary = ?
                 WHERE board_id = ? AND number = ? AND version = ?
                """,
                after.state(),
                text(after.column()),
                after.epoch(),
                after.attempts(),
                after.version().current(),
                after.version().moved(),
                after.updateTime(),
                after.blockReason(),
                after.summary(),
                after.id().board().value(),
                after.id().number(),
                before.version().current())
            .update();
    requireOne(changed, after);
    LabelStore.followState(session, before, after);
  }

  /// Writes that a card went out of sight, or came back.
  static void saveArchival(Session session, Card before, Card after) throws SQLException {
    int changed =
        session
            .sql(
                """
                UPDATE card SET state = ?, column_id = ?, former_state = ?, version = ?, moved_version = ?,
                       updated_at_ms = ?
                 WHERE board_id = ? AND number = ? AND version = ?
                """,
                after.state(),
                text(after.column()),
                after.formerState(),
                after.version().current(),
                after.version().moved(),
                after.updateTime(),
                after.id().board().value(),
                after.id().number(),
                before.version().current())
            .update();
    requireOne(changed, after);
    LabelStore.followState(session, before, after);
  }

  /// Writes what a card says.
  static void saveBrief(Session session, Card before, Card after) throws SQLException {
    var brief = after.brief();
    int changed =
        session
            .sql(
                """
                UPDATE card SET title = ?, precedence = ?, labels = ?, assignee = ?, due_at_ms = ?, repository_id = ?,
                       version = ?, edited_version = ?, updated_at_ms = ?
                 WHERE board_id = ? AND number = ? AND version = ?
                """,
                brief.title(),
                -brief.priority(),
                String.join(SEPARATOR, brief.labels()),
                brief.assignee(),
                brief.dueTime(),
                brief.repositoryId(),
                after.version().current(),
                after.version().edited(),
                after.updateTime(),
                after.id().board().value(),
                after.id().number(),
                before.version().current())
            .update();
    requireOne(changed, after);
    if (!brief.body().equals(before.brief().body())) {
      writeBody(session, after.id(), brief.body());
    }
    LabelStore.followBrief(session, before, after);
  }

  /// Counts a noted beat as a write of the card.
  static void saveNote(Session session, Card after) throws SQLException {
    session
        .sql(
            "UPDATE card SET version = ?, updated_at_ms = ? WHERE board_id = ? AND number = ?",
            after.version().current(),
            after.updateTime(),
            after.id().board().value(),
            after.id().number())
        .update();
  }

  /// The writer is alone, so the row is the one that was read.
  private static void requireOne(int changed, Card card) {
    if (changed != 1) {
      throw new IllegalStateException("%s changed under the writer".formatted(card.id()));
    }
  }

  /// The card of a row that {@link #READY}, {@link #WHOLE} or {@link #LISTED} selects.
  static Card card(ResultSet rows, BoardId board) throws SQLException {
    var cells = new Cells(rows);
    var id = new CardId(board, cells.number());
    var state = CardState.valueOf(cells.text());
    var column = column(cells.text());
    var former = state(cells.textOrNull());
    int priority = (int) -cells.number();
    long epoch = cells.number();
    int attempts = (int) cells.number();
    var version = new Version(cells.number(), cells.number(), cells.number());
    String title = cells.text();
    String labels = cells.text();
    String assignee = cells.text();
    var due = cells.instantOrNull();
    String repository = cells.text();
    String createdBy = cells.text();
    var created = cells.instant();
    var updated = cells.instant();
    String reason = cells.text();
    String summary = cells.text();
    String body = cells.textOrNull();
    var lease = lease(cells, epoch);
    var brief =
        new Brief(
            title,
            body == null ? "" : body,
            priority,
            labels.isEmpty() ? List.of() : List.of(labels.split(SEPARATOR)),
            assignee,
            due,
            repository);
    return new Card(
        id, brief, state, column, former, reason, summary, lease, epoch, attempts, createdBy,
        created, updated, version);
  }

  /// The lease in the next cells; null when nobody holds the card.
  private static @Nullable Lease lease(Cells cells, long epoch) throws SQLException {
    var expires = cells.instantOrNull();
    if (expires == null) {
      return null;
    }
    var duration = Duration.ofMillis(cells.number());
    return new Lease(epoch, cells.text(), cells.text(), expires, duration);
  }

  private static String text(@Nullable ColumnId column) {
    return column == null ? "" : column.value();
  }

  private static @Nullable ColumnId column(String id) {
    return id.isEmpty() ? null : new ColumnId(id);
  }

  private static @Nullable CardState state(@Nullable String name) {
    return name == null ? null : CardState.valueOf(name);
  }
}
