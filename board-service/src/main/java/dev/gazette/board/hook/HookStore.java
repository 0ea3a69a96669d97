package dev.gazette.board.hook;

import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table `hook`: the only class that knows its SQL.
final class HookStore {

  private static final String COLUMNS =
      "SELECT name, board_id, url, command, kinds, position, created_by, created_at_ms FROM hook ";

  private HookStore() {}

  static void insert(Session session, Hook hook) throws SQLException {
    session
        .sql(
            """
            INSERT INTO hook (name, board_id, url, command, kinds, position, created_by, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            hook.name().value(),
            hook.board(),
            hook.sink() instanceof Sink.Url(var url) ? url.toString() : "",
            hook.sink() instanceof Sink.Command(var name) ? name : "",
            String.join(" ", hook.kinds()),
            hook.position(),
            hook.createdBy(),
            hook.createTime())
        .update();
  }

  static void delete(Session session, HookName name) throws SQLException {
    session.sql("DELETE FROM delivery WHERE hook = ?", name.value()).update();
    session.sql("DELETE FROM hook WHERE name = ?", name.value()).update();
  }

  static Optional<Hook> find(Session session, HookName name) throws SQLException {
    return session.sql(COLUMNS + "WHERE name = ?", name.value()).first(HookStore::hook);
  }

  /// All, by name.
  static List<Hook> list(Session session, int limit) throws SQLException {
    return session.sql(COLUMNS + "ORDER BY name LIMIT ?", limit).list(HookStore::hook);
  }

  /// The names of all.
  static List<HookName> names(Session session, int limit) throws SQLException {
    return session
        .sql("SELECT name FROM hook ORDER BY name LIMIT ?", limit)
        .list(rows -> new HookName(rows.getString(1)));
  }

  /// Keeps how far the log was looked at for all that are there.
  static void advance(Session session, long position) throws SQLException {
    session.sql("UPDATE hook SET position = ? WHERE position < ?", position, position).update();
  }

  private static Hook hook(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    var name = new HookName(cells.text());
    String board = cells.text();
    String url = cells.text();
    String command = cells.text();
    String kinds = cells.text();
    long position = cells.number();
    return new Hook(
        name,
        board,
        url.isEmpty() ? new Sink.Command(command) : new Sink.Url(URI.create(url)),
        kinds.isEmpty() ? List.of() : List.of(kinds.split(" ", -1)),
        cells.text(),
        cells.instant(),
        position);
  }
}
