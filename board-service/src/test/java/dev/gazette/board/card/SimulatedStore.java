package dev.gazette.board.card;

import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Known;
import dev.gazette.platform.store.Migrations;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Query;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// A store in memory on which one simulation runs after the other, each on empty tables. Its
/// service may die in the middle of a write, and then knows nothing any more.
final class SimulatedStore implements TestStore {

  private static final String SERVICE = "board";

  private final FragileSession session;
  private final List<String> tables;
  private PinnedClock clock = new PinnedClock();
  private Random random = new Random();
  private Known known = new Known();

  /// An empty store.
  SimulatedStore() {
    try {
      var database = Database.memory(SERVICE, "simulation-" + UUID.randomUUID());
      session = new FragileSession(database.open());
      Migrations.migrate(database);
      tables =
          session
              .sql(
                  """
                  SELECT name FROM sqlite_master
                   WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search_text%'
                     AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%history%'
                   ORDER BY name
                  """)
              .list(rows -> rows.getString(1));
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /// The service died here.
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }

  /// Empties all tables, for the simulation of a seed.
  void begin(long seed) {
    clock = new PinnedClock();
    random = new Random(seed);
    known = new Known();
    try {
      session.execute("PRAGMA foreign_keys = OFF");
      for (var table : tables) {
        session.execute("DELETE FROM " + table);
      }
      session.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')");
      session.execute("PRAGMA foreign_keys = ON");
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /// Has the service die with a later statement of the next write, unless that ends before.
  void crashWith(int statement) {
    session.left = statement;
  }

  /// The service starts anew: what its writer remembered is lost.
  void restart() {
    session.left = Integer.MAX_VALUE;
    known = new Known();
  }

  @Override
  public <T> T write(Operation<T> operation) {
    try {
      session.begin();
      try {
        session.fragile = true;
        var head = EventStore.head(session, SERVICE);
        var transaction = new Transaction(session, SERVICE, head, clock.instant(), random, known);
        T result = operation.in(transaction);
        transaction.writeRows();
        session.fragile = false;
        session.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        session.fragile = false;
        session.rollback();
        known.undo();
        throw failure;
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    } finally {
      session.left = Integer.MAX_VALUE;
    }
  }

  @Override
  public <T> T read(Query<T> query) {
    try {
      return query.on(session);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public PinnedClock clock() {
    return clock;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /// A session that breaks when so many statements are left.
  private static final class FragileSession extends Session {
    private boolean fragile;
    private int left = Integer.MAX_VALUE;

    FragileSession(Session session) {
      super(session.connection(), session.dialect());
    }

    @Override
    public PreparedStatement prepare(String sql) throws SQLException {
      if (fragile && left-- == 0) {
        throw new Crash();
      }
      return super.prepare(sql);
    }
  }
}
