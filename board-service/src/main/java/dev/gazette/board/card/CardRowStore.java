package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.run.Lease;
import dev.gazette.board.waiting.WaitStore;
import dev.gazette.board.waiting.Waits;
import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How cards are read: what is selected, and the card of a row of it. The lease of a card is that
/// of its open run, and is read with it.
final class CardRowStore {

  /// Between the labels of a card's row; they hold no control characters.
  static final String SEPARATOR = "\n";

  /// The cells that {@link #card} reads, but for the last five.
  private static final String CELLS =
      """
      SELECT card.number, card.version, card.state, card.column_id, card.former_state, card.precedence, card.epoch,
             card.attempts, card.edited_version, card.moved_version, card.title, card.labels, card.assignee,
             card.due_at_ms, card.repository_id, card.created_by, card.created_at_ms, card.updated_at_ms,
             card.block_reason, card.summary, card.outcome, card.children, card.waits, card.pool_id,
      """;

  /// Which cards, each in which version.
  static final String KEY = "SELECT card.number, card.version";

  private static final String BODY =
      "(SELECT body FROM card_body b WHERE b.board_id = card.board_id AND b.number = card.number)";
  private static final String NO_BODY = "NULL";

  /// A ready card with its body: no lease.
  static final String READY = CELLS + BODY + ", NULL, NULL, NULL, NULL";

  /// A card with the lease of its open run, and its body.
  static final String WHOLE =
      CELLS + BODY + ", run.lease_expires_at_ms, run.lease_millis, run.worker, run.actor";

  /// A card without its body.
  static final String LISTED =
      CELLS + NO_BODY + ", run.lease_expires_at_ms, run.lease_millis, run.worker, run.actor";

  /// Brings the open run of a card beside it. Only a running card has one; the others are not
  /// looked up.
  static final String WITH_RUN =
      """
       LEFT JOIN run ON card.state = 'RUNNING' AND run.board_id = card.board_id AND run.number = card.number
                    AND run.epoch = card.epoch AND run.outcome IS NULL
      """;

  /// What holds of cards that are not in the trash, which archived ones alone may be.
  static final String NOT_TRASHED =
      """
      (card.state <> 'ARCHIVED' OR NOT EXISTS (
         SELECT 1 FROM trash WHERE trash.board_id = card.board_id AND trash.number = card.number))
      """;

  /// What holds of cards whose board is there.
  static final String NOT_REMOVED =
      """
      NOT EXISTS (SELECT 1 FROM board WHERE board.id = card.board_id AND board.removed_at_ms IS NOT NULL)
      """;

  private CardRowStore() {}

  /// The card of a row that {@link #READY}, {@link #WHOLE} or {@link #LISTED} selects.
  static Card card(Session session, ResultSet rows, BoardId board) throws SQLException {
    var cells = new Cells(rows);
    return card(session, cells, new CardId(board, cells.number()), cells.number());
  }

  /// The card of a row that {@link #LISTED} selects: the one read before, if it is still that.
  static Card listed(Session session, ResultSet rows, BoardId board, RecentCards recent)
      throws SQLException {
    var cells = new Cells(rows);
    var id = new CardId(board, cells.number());
    long version = cells.number();
    var known = recent.find(id, version);
    if (known.isPresent()) {
      return known.get();
    }
    var card = card(session, cells, id, version);
    recent.keep(card);
    return card;
  }

  private static Card card(Session session, Cells cells, CardId id, long current)
      throws SQLException {
    var state = CardState.valueOf(cells.text());
    var column = column(cells.text());
    var former = state(cells.textOrNull());
    int priority = (int) -cells.number();
    long epoch = cells.number();
    int attempts = (int) cells.number();
    var version = new Version(current, cells.number(), cells.number());
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
    String outcome = cells.text();
    int children = (int) cells.number();
    boolean waits = cells.number() != 0;
    String pool = cells.text();
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
            repository,
            pool);
    return new Card(
        id,
        brief,
        state,
        column,
        former,
        reason,
        summary,
        outcome,
        children,
        lease,
        epoch,
        attempts,
        waits ? WaitStore.find(session, id) : Waits.NONE,
        createdBy,
        created,
        updated,
        version);
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

  private static @Nullable ColumnId column(String id) {
    return id.isEmpty() ? null : new ColumnId(id);
  }

  private static @Nullable CardState state(@Nullable String name) {
    return name == null ? null : CardState.valueOf(name);
  }
}
