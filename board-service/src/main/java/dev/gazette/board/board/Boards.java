package dev.gazette.board.board;

import static dev.gazette.board.error.BoardReason.BOARD_EXISTS;
import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.COLUMN_IN_USE;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What can be done with boards.
@Singleton
public final class Boards {

  private static final int STEP = 200;

  /// Makes a board; refused with `BOARD_EXISTS`.
  ///
  /// @param columns its columns; empty for one of each state
  public Board create(
      Transaction transaction,
      Actor actor,
      BoardId id,
      String title,
      String description,
      List<Column> columns)
      throws SQLException {
    if (BoardStore.exists(transaction.session(), id)) {
      throw BOARD_EXISTS.because("There is a board %s already; choose another id.", id);
    }
    var now = transaction.now();
    var board =
        new Board(
            id,
            title.isEmpty() ? id.value() : title,
            description,
            columns.isEmpty() ? CardState.DRAWN.stream().map(Column::of).toList() : columns,
            now,
            now,
            1);
    BoardStore.insert(transaction.session(), board);
    Columns.replace(transaction, id, board.columns());
    transaction.append(actor, event("board.created", board, all(board)));
    return board;
  }

  /// Makes the board `default`, unless it is there.
  public void ensureDefault(Transaction transaction, Actor actor) throws SQLException {
    if (!BoardStore.exists(transaction.session(), BoardId.DEFAULT)) {
      create(transaction, actor, BoardId.DEFAULT, "", "", List.of());
    }
  }

  /// A board; refused with `BOARD_NOT_FOUND`.
  public Board get(Session session, BoardId id) throws SQLException {
    return BoardStore.find(session, id).orElseThrow(() -> notFound(id));
  }

  /// How many cards each column of a board holds; those without a card are left out.
  public Map<ColumnId, Integer> counts(Session session, BoardId id) throws SQLException {
    return ColumnStore.counts(session, id);
  }

  /// Refuses with `BOARD_NOT_FOUND` when there is no such board.
  public void require(Session session, BoardId id) throws SQLException {
    if (!BoardStore.exists(session, id)) {
      throw notFound(id);
    }
  }

  /// Whether there is such a board.
  public boolean exists(Session session, BoardId id) throws SQLException {
    return BoardStore.exists(session, id);
  }

  /// Takes the next number for a card; refused with `BOARD_NOT_FOUND`.
  public CardId nextCard(Session session, BoardId id) throws SQLException {
    return new CardId(id, BoardStore.nextNumber(session, id).orElseThrow(() -> notFound(id)));
  }

  /// The boards after an id, in order, of those that somebody may see.
  public List<Board> list(Session session, String after, int limit, Predicate<BoardId> visible)
      throws SQLException {
    var boards = new ArrayList<Board>();
    var ids = BoardStore.ids(session, after, STEP);
    while (!ids.isEmpty()) {
      for (var id : ids) {
        if (visible.test(id)) {
          boards.add(get(session, id));
          if (boards.size() == limit) {
            return boards;
          }
        }
      }
      ids = BoardStore.ids(session, ids.getLast().value(), STEP);
    }
    return boards;
  }

  /// The ids of all boards that somebody may see, in order.
  public List<BoardId> ids(Session session, Predicate<BoardId> visible) throws SQLException {
    return BoardStore.ids(session, "", Integer.MAX_VALUE).stream().filter(visible).toList();
  }

  /// What to change of a board; empty for what stays.
  ///
  /// @param etag of the board as the caller read it; empty to change whatever is there
  public record Change(
      Optional<String> title,
      Optional<String> description,
      Optional<List<Column>> columns,
      String etag) {}

  /// Changes a board; refused with `BOARD_NOT_FOUND`, `ETAG_STALE` or `COLUMN_IN_USE`. A change
  /// that changes nothing leaves no trace.
  public Board update(Transaction transaction, Actor actor, BoardId id, Change change)
      throws SQLException {
    var before = get(transaction.session(), id);
    requireFresh(before, change.etag());
    if (change.columns().isPresent()) {
      requireKept(before, counts(transaction.session(), id), change.columns().get());
    }
    var after =
        new Board(
            id,
            change
                .title()
                .map(title -> title.isEmpty() ? id.value() : title)
                .orElse(before.title()),
            change.description().orElse(before.description()),
            change.columns().orElse(before.columns()),
            before.createTime(),
            transaction.now(),
            before.version() + 1);
    var changed = changed(before, after);
    if (changed.json().equals("{}")) {
      return before;
    }
    BoardStore.update(transaction.session(), after);
    if (!after.columns().equals(before.columns())) {
      Columns.replace(transaction, id, after.columns());
    }
    transaction.append(actor, event("board.updated", after, changed));
    return after;
  }

  private static void requireFresh(Board board, String etag) {
    if (!etag.isEmpty() && !etag.equals(board.etag())) {
      throw ETAG_STALE
          .because(
              "Cannot change board %s: its names, columns or limits changed at %s, after it was read; read it again.",
              board.id(), board.updateTime())
          .with("etag", board.etag());
    }
  }

  /// Refuses a change by which a column that holds cards would go or change its state.
  private static void requireKept(
      Board before, Map<ColumnId, Integer> counts, List<Column> wanted) {
    Map<ColumnId, Column> kept =
        wanted.stream().collect(Collectors.toMap(Column::id, Function.identity(), (a, _) -> a));
    for (var old : before.columns()) {
      var now = kept.get(old.id());
      int count = counts.getOrDefault(old.id(), 0);
      if (count > 0 && (now == null || now.state() != old.state())) {
        throw COLUMN_IN_USE
            .because(
                "Cannot %s column %s of board %s: it holds %d cards; move them first.",
                now == null ? "remove" : "change the state of", old.id(), before.id(), count)
            .with("column_id", old.id());
      }
    }
  }

  private static Payload all(Board board) {
    return Payload.of("id", board.id().value())
        .and("title", board.title())
        .and("description", board.description())
        .andEach("columns", board.columns().stream().map(Column::payload).toList())
        .and("create_time", board.createTime());
  }

  private static Payload changed(Board before, Board after) {
    var payload = Payload.empty();
    if (!after.title().equals(before.title())) {
      payload.and("title", after.title());
    }
    if (!after.description().equals(before.description())) {
      payload.and("description", after.description());
    }
    if (!after.columns().equals(before.columns())) {
      payload.andEach("columns", after.columns().stream().map(Column::payload).toList());
    }
    return payload;
  }

  private static NewEvent event(String kind, Board board, Payload payload) {
    return new NewEvent(kind, Lane.BUSINESS, board.id().resource(), payload);
  }

  private static Refusal notFound(BoardId id) {
    return BOARD_NOT_FOUND.because("There is no board %s; list the boards.", id);
  }
}
