package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.waiting.WaitStore;
import dev.gazette.board.waiting.Waits;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the tables `card` and `card_body`, each kind of change no more than it changes.
final class CardWriteStore {

  private CardWriteStore() {}

  static void insert(Transaction transaction, Card card) throws SQLException {
    var session = transaction.session();
    var brief = card.brief();
    session
        .sql(
            """
            INSERT INTO card (board_id, number, state, column_id, precedence, epoch, attempts, version,
                              edited_version, moved_version, title, labels, assignee, due_at_ms, repository_id,
                              created_by, created_at_ms, updated_at_ms, block_reason, summary)
            VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
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
            String.join(CardRowStore.SEPARATOR, brief.labels()),
            brief.assignee(),
            brief.dueTime(),
            brief.repositoryId(),
            card.createdBy(),
            card.createTime(),
            card.updateTime(),
            card.reason())
        .update();
    if (!brief.body().isEmpty()) {
      writeBody(session, card.id(), brief.body());
    }
    if (!brief.labels().isEmpty()) {
      LabelStore.insert(session, card);
    }
    if (!brief.poolId().isEmpty()) {
      writePool(session, card);
    }
    if (!card.waits().none()) {
      WaitStore.save(session, card.id(), card.state(), Waits.NONE, card.waits());
    }
    CardStore.keep(transaction, card);
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

  /// Apart, because few cards name one.
  private static void writePool(Session session, Card card) throws SQLException {
    session
        .sql(
            "UPDATE card SET pool_id = ? WHERE board_id = ? AND number = ?",
            card.brief().poolId(),
            card.id().board().value(),
            card.id().number())
        .update();
  }

  /// Writes what a verb changed. Leaves alone what lists are ordered by, so that few indexes move.
  static void saveMove(Transaction transaction, Card before, Card after) throws SQLException {
    var session = transaction.session();
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
                after.reason(),
                after.summary(),
                after.id().board().value(),
                after.id().number(),
                before.version().current())
            .update();
    requireOne(changed, after);
    if (!after.outcome().equals(before.outcome())) {
      saveOutcome(session, after);
    }
    LabelStore.followState(session, before, after);
    followWaits(session, before, after);
    CardStore.keep(transaction, after);
  }

  /// Apart, because few cards have one.
  private static void saveOutcome(Session session, Card after) throws SQLException {
    session
        .sql(
            "UPDATE card SET outcome = ? WHERE board_id = ? AND number = ?",
            after.outcome(),
            after.id().board().value(),
            after.id().number())
        .update();
  }

  /// Counts the cards that wait for one; no write of the card itself.
  static void addChildren(Transaction transaction, CardId id, int more) throws SQLException {
    transaction.forget(id);
    transaction
        .session()
        .sql(
            "UPDATE card SET children = children + ? WHERE board_id = ? AND number = ?",
            more,
            id.board().value(),
            id.number())
        .update();
  }

  /// Writes that a card went out of sight, or came back.
  static void saveArchival(Transaction transaction, Card before, Card after) throws SQLException {
    var session = transaction.session();
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
    followWaits(session, before, after);
    CardStore.keep(transaction, after);
  }

  /// Writes what a card says.
  static void saveBrief(Transaction transaction, Card before, Card after) throws SQLException {
    var session = transaction.session();
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
                String.join(CardRowStore.SEPARATOR, brief.labels()),
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
    if (!brief.poolId().equals(before.brief().poolId())) {
      writePool(session, after);
    }
    LabelStore.followBrief(session, before, after);
    followWaits(session, before, after);
    CardStore.keep(transaction, after);
  }

  /// Writes what came of a card.
  static void saveSummary(Transaction transaction, Card before, Card after) throws SQLException {
    int changed =
        transaction
            .session()
            .sql(
                """
                UPDATE card SET summary = ?, version = ?, edited_version = ?, updated_at_ms = ?
                 WHERE board_id = ? AND number = ? AND version = ?
                """,
                after.summary(),
                after.version().current(),
                after.version().edited(),
                after.updateTime(),
                after.id().board().value(),
                after.id().number(),
                before.version().current())
            .update();
    requireOne(changed, after);
    CardStore.keep(transaction, after);
  }

  /// Counts a noted beat as a write of the card.
  static void saveNote(Transaction transaction, Card after) throws SQLException {
    transaction
        .session()
        .sql(
            "UPDATE card SET version = ?, updated_at_ms = ? WHERE board_id = ? AND number = ?",
            after.version().current(),
            after.updateTime(),
            after.id().board().value(),
            after.id().number())
        .update();
    CardStore.keep(transaction, after);
  }

  /// Removes a card for good, with the rows that only it has.
  static void delete(Transaction transaction, CardId id) throws SQLException {
    transaction.forget(id);
    for (String table : List.of("card_label", "card_wait", "card_key", "card_body", "card")) {
      transaction
          .session()
          .sql(
              "DELETE FROM " + table + " WHERE board_id = ? AND number = ?",
              id.board().value(),
              id.number())
          .update();
    }
  }

  /// Most cards wait for nothing and cost nothing here.
  private static void followWaits(Session session, Card before, Card after) throws SQLException {
    boolean moved = before.state() != after.state() && !after.waits().none();
    if (moved || !after.waits().equals(before.waits())) {
      WaitStore.save(session, after.id(), after.state(), before.waits(), after.waits());
    }
  }

  /// The writer is alone, so the row is the one that was read.
  private static void requireOne(int changed, Card card) {
    if (changed != 1) {
      throw new IllegalStateException("%s changed under the writer".formatted(card.id()));
    }
  }

  private static String text(@Nullable ColumnId column) {
    return column == null ? "" : column.value();
  }
}
