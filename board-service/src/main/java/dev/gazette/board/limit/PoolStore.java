package dev.gazette.board.limit;

import dev.gazette.platform.store.Cells;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The table `pool`: the only class that knows its SQL.
final class PoolStore {

  private PoolStore() {}

  static void save(Session session, Pool pool) throws SQLException {
    session
        .sql(
            """
            INSERT INTO pool (id, capacity, actor, created_at_ms) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE
               SET capacity = excluded.capacity, actor = excluded.actor, created_at_ms = excluded.created_at_ms
            """,
            pool.id().value(),
            pool.most(),
            pool.actor(),
            pool.createTime())
        .update();
  }

  static void delete(Session session, PoolId id) throws SQLException {
    session.sql("DELETE FROM pool WHERE id = ?", id.value()).update();
  }

  static List<Pool> list(Session session, int limit) throws SQLException {
    return session
        .sql("SELECT id, capacity, actor, created_at_ms FROM pool ORDER BY id LIMIT ?", limit)
        .list(PoolStore::pool);
  }

  private static Pool pool(ResultSet rows) throws SQLException {
    var cells = new Cells(rows);
    return new Pool(new PoolId(cells.text()), (int) cells.number(), cells.text(), cells.instant());
  }
}
