package dev.gazette.board.board;

import static dev.gazette.board.error.BoardReason.BOARD_EXISTS;
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

  /// Makes a board. One that is there already and says the same is answered, and nothing is
  /// written; refused with `BOARD_EXISTS` when it says something else, or lies in the trash.
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
    return create(transaction, actor, id, title, description, "", columns);
  }

  /// The same for a board with a default assignee.
  public Board create(
      Transaction transaction,
      Actor actor,
      BoardId id,
      String title,
      String description,
      String defaultAssignee,
      List<Column> columns)
      throws SQLException {
    var now = transaction.now();
    var wanted =
        new Board(
            id,
            title.isEmpty() ? id.value() : title,
            description,
            defaultAssignee,
            columns.isEmpty() ? CardState.DRAWN.stream().map(Column::of).toList() : columns,
            now,
            now,
            1,
            null);
    var found = BoardStore.any(transaction.session(), id);
    if (found.isEmpty()) {
      BoardStore.insert(transaction.session(), wanted);
      return made(transaction, actor, wanted);
    }
    var there = found.get();
    if (there.removal() == null && there.saysWhat(wanted)) {
      return there;
    }
    if (there.removal() == null || !there.removal().over()) {
      throw taken(there);
    }
    var board = wanted.after(there);
    BoardStore.saveRemoval(transaction.session(), board);
    return made(transaction, actor, board);
  }

  private static Board made(Transaction transaction, Actor actor, Board board) throws SQLException {
    Columns.replace(transaction, board.id(), board.columns());
    transaction.append(actor, event("board.created", board, all(board)));
    return board;
  }

  private static Refusal taken(Board board) {
    var removal = board.removal();
    if (removal != null && removal.by().isEmpty()) {
      return BOARD_EXISTS.because(
          "Board %s is being imported; choose another id, or wait.", board.id());
    }
    return removal == null
        ? BOARD_EXISTS.because(
            "There is a board %s already, with other names or columns; choose another id, or change"
                + " it with `gazette board update`.",
            board.id())
        : BOARD_EXISTS.because(
            "Board %s lies in the trash until %s; bring it back with `gazette board restore %s`, or"
                + " choose another id.",
            board.id(), removal.purgeTime(), board.id());
  }

  /// Makes the board `default`, unless it is there.
  public void ensureDefault(Transaction transaction, Actor actor) throws SQLException {
    if (!BoardStore.exists(transaction.session(), BoardId.DEFAULT)) {
      create(transaction, actor, BoardId.DEFAULT, "", "", List.of());
    }
  }

  /// A board; refused with `BOARD_NOT_FOUND`.
  public Board get(Session session, BoardId id) throws SQLException {
    var board = BoardStore.any(session, id);
    return board
        .filter(it -> it.removal() == null)
        .orElseThrow(() -> BoardTrash.notThere(id, board));
  }

  /// How many cards each column of a board holds; those without a card are left out.
  public Map<ColumnId, Integer> counts(Session session, BoardId id) throws SQLException {
    return ColumnStore.counts(session, id);
  }

  /// Refuses with `BOARD_NOT_FOUND` when there is no such board.
  public void require(Session session, BoardId id) throws SQLException {
    if (!BoardStore.exists(session, id)) {
      throw BoardTrash.notThere(id, BoardStore.any(session, id));
    }
  }

  /// Whether there is such a board.
  public boolean exists(Session session, BoardId id) throws SQLException {
    return BoardStore.exists(session, id);
  }

  /// Where the next card goes.
  ///
  /// @param defaultAssignee who gets it if it is for nobody; empty for nobody
  public record Place(CardId id, String defaultAssignee) {}

  /// Takes the next number for a card; refused with `BOARD_NOT_FOUND`.
  public Place nextPlace(Session session, BoardId id) throws SQLException {
    var place = BoardStore.nextPlace(session, id);
    if (place.isEmpty()) {
      throw BoardTrash.notThere(id, BoardStore.any(session, id));
    }
    return place.get();
  }

  /// The boards after an id, in order, of those that somebody may see.
  ///
  /// @param removed whether also those that can be restored
  public List<Board> list(
      Session session, String after, boolean removed, int limit, Predicate<BoardId> visible)
      throws SQLException {
    var boards = new ArrayList<Board>();
    var ids = BoardStore.ids(session, after, removed, STEP);
    while (!ids.isEmpty()) {
      for (var id : ids) {
        if (visible.test(id)) {
          boards.add(BoardStore.any(session, id).orElseThrow());
          if (boards.size() == limit) {
            return boards;
          }
        }
      }
      ids = BoardStore.ids(session, ids.getLast().value(), removed, STEP);
    }
    return boards;
  }

  /// The ids of all boards that somebody may see, in order.
  public List<BoardId> ids(Session session, Predicate<BoardId> visible) throws SQLException {
    return BoardStore.ids(session, "", false, Integer.MAX_VALUE).stream().filter(visible).toList();
  }

  /// What to change of a board; empty for what stays.
  ///
  /// @param etag of the board as the caller read it; empty to change whatever is there
  public record Change(
      Optional<String> title,
      Optional<String> description,
      Optional<String> defaultAssignee,
      Optional<List<Column>> columns,
      String etag) {

    /// Of names and columns.
    public Change(
        Optional<String> title,
        Optional<String> description,
        Optional<List<Column>> columns,
        String etag) {
      this(title, description, Optional.empty(), columns, etag);
    }
  }

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
            change.defaultAssignee().orElse(before.defaultAssignee()),
            change.columns().orElse(before.columns()),
            before.createTime(),
            transaction.now(),
            before.version() + 1,
            null);
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

  static Payload all(Board board) {
    return Payload.of("id", board.id().value())
        .and("title", board.title())
        .and("description", board.description())
        .and("default_assignee", board.defaultAssignee())
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
    if (!after.defaultAssignee().equals(before.defaultAssignee())) {
      payload.and("default_assignee", after.defaultAssignee());
    }
    if (!after.columns().equals(before.columns())) {
      payload.andEach("columns", after.columns().stream().map(Column::payload).toList());
    }
    return payload;
  }

  static NewEvent event(String kind, Board board, Payload payload) {
    return new NewEvent(kind, Lane.BUSINESS, board.id().resource(), payload);
  }
}
