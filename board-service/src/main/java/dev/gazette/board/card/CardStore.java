package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Statement.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables `card` and `card_body`: with {@link CardListStore} and {@link LeaseStore} the only
/// class that knows their SQL.
final class CardStore {

  /// Between the labels of a card's row; they hold no control characters.
  private static final String SEPARATOR = "\n";

  /// Every column of a card, with its body.
  static final String WHOLE =
      """
      card.*, (SELECT body FROM card_body b WHERE b.board_id = card.board_id AND b.number = card.number) AS body
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
            "SELECT " + WHOLE + " FROM card WHERE board_id = ? AND number = ?",
            id.board().value(),
            id.number())
        .first(rows -> card(rows, id.board(), rows.getString("body")));
  }

  static boolean exists(Session session, CardId id) throws SQLException {
    return session
        .sql(
            "SELECT 1 FROM card WHERE board_id = ? AND number = ?", id.board().value(), id.number())
        .exists();
  }

  /// Writes what a verb changed. Leaves alone what lists are ordered by, so that few indexes move.
  static void saveMove(Session session, Card before, Card after) throws SQLException {
    var lease = after.lease();
    int changed =
        session
            .sql(
                """
                UPDATE card SET state = ?, column_id = ?, epoch = ?, attempts = ?, worker = ?, holder = ?,
                       lease_millis = ?, lease_expires_at_ms = ?, version = ?, moved_version = ?, updated_at_ms = ?,
                       block_reason = ?, summary = ?
                 WHERE board_id = ? AND number = ? AND version = ?
                """,
                after.state(),
                text(after.column()),
                after.epoch(),
                after.attempts(),
                lease == null ? null : lease.worker(),
                lease == null ? null : lease.actor(),
                lease == null ? null : lease.duration().toMillis(),
                lease == null ? null : lease.expireTime(),
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
                UPDATE card SET state = ?, column_id = ?, former_state = ?, worker = NULL, holder = NULL,
                       lease_millis = NULL, lease_expires_at_ms = NULL, version = ?, moved_version = ?,
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

  /// The writer is alone, so the row is the one that was read.
  private static void requireOne(int changed, Card card) {
    if (changed != 1) {
      throw new IllegalStateException("%s changed under the writer".formatted(card.id()));
    }
  }

  /// A row of `card`, with a body that may lie elsewhere.
  static Card card(ResultSet rows, BoardId board, @Nullable String body) throws SQLException {
    var id = new CardId(board, rows.getLong("number"));
    return new Card(
        id,
        brief(rows, body == null ? "" : body),
        CardState.valueOf(rows.getString("state")),
        column(rows.getString("column_id")),
        state(rows.getString("former_state")),
        rows.getString("block_reason"),
        rows.getString("summary"),
        lease(rows),
        rows.getLong("epoch"),
        rows.getInt("attempts"),
        rows.getString("created_by"),
        Instant.ofEpochMilli(rows.getLong("created_at_ms")),
        Instant.ofEpochMilli(rows.getLong("updated_at_ms")),
        new Version(
            rows.getLong("version"),
            rows.getLong("edited_version"),
            rows.getLong("moved_version")));
  }

  private static Brief brief(ResultSet rows, String body) throws SQLException {
    String labels = rows.getString("labels");
    return new Brief(
        rows.getString("title"),
        body,
        -rows.getInt("precedence"),
        labels.isEmpty() ? List.of() : List.of(labels.split(SEPARATOR)),
        rows.getString("assignee"),
        Row.instant(rows, "due_at_ms"),
        rows.getString("repository_id"));
  }

  /// The lease of a row; null when nobody holds the card.
  static @Nullable Lease lease(ResultSet rows) throws SQLException {
    var expires = Row.instant(rows, "lease_expires_at_ms");
    return expires == null
        ? null
        : new Lease(
            rows.getLong("epoch"),
            rows.getString("worker"),
            rows.getString("holder"),
            expires,
            Duration.ofMillis(rows.getLong("lease_millis")));
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
