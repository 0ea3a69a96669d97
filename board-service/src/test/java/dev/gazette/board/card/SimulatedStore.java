package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A store in memory on which one simulation runs after the other, each on empty tables. Its
/// service may die in the middle of a write, and then knows nothing any more. Writes may come in
/// groups, of which one may break and leave the others whole.
final class SimulatedStore implements TestStore {

  private static final String SERVICE = "board";

  private final FragileSession session;
  private final List<String> tables;
  private final List<String> ofCards;
  private final List<String> ofBoards;
  private PinnedClock clock = new PinnedClock();
  private Random random = new Random();
  private Known known = new Known();
  private @Nullable Transaction group;
  private final Path folder = newFolder();

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
      ofCards =
          session
              .sql(
                  """
                  SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                   WHERE m.type = 'table' AND c.name IN ('board_id', 'number')
                   GROUP BY m.name HAVING COUNT(*) = 2 ORDER BY m.name
                  """)
              .list(rows -> rows.getString(1));
      ofBoards =
          session
              .sql(
                  """
                  SELECT 'SELECT ''' || m.name || ''' FROM ' || m.name || ' WHERE ' || c.name || ' = ?1'
                    FROM sqlite_master m JOIN pragma_table_info(m.name) c
                   WHERE m.type = 'table' AND c.name LIKE '%board_id' AND m.name NOT IN ('board_column', 'board_share')
                   ORDER BY m.name, c.name
                  """)
              .list(rows -> rows.getString(1));
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory(SERVICE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Where the files of cards lie.
  Path folder() {
    return folder;
  }

  /// The tables whose rows each belong to a card.
  List<String> ofCards() {
    return ofCards;
  }

  /// The tables that know something of a board, but for its own row, its columns, and what it has
  /// had of the workers, which keeps the clock of all boards.
  List<String> ofBoard(BoardId board) {
    var rows = String.join(" UNION ", ofBoards);
    return read(session -> session.sql(rows, board.value()).list(row -> row.getString(1)));
  }

  /// The service died here.
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }

  /// One write broke here, and nothing else.
  static final class Torn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Torn() {
      super("torn", null, false, false);
    }
  }

  /// Empties all tables, for the simulation of a seed.
  void begin(long seed) {
    clock = new PinnedClock();
    random = new Random(seed);
    restart();
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
    session.breakWith(statement, new Crash());
  }

  /// Has the next write break at a later statement, unless it ends before.
  void tearWith(int statement) {
    session.breakWith(statement, new Torn());
  }

  /// From here on, writes are committed together, each in a savepoint of its own.
  void beginGroup() {
    try {
      session.begin();
      group = transaction();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /// Commits the group.
  void endGroup() {
    group = null;
    session.left = Integer.MAX_VALUE; // The last of it may not have written.
    try {
      session.commit();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private Transaction transaction() throws SQLException {
    var head = EventStore.head(session, SERVICE);
    return new Transaction(session, SERVICE, head, clock.instant(), random, known);
  }

  /// The service starts anew: what its writer remembered is lost.
  void restart() {
    session.left = Integer.MAX_VALUE;
    known = new Known();
  }

  @Override
  public <T> T write(Operation<T> operation) {
    var open = group;
    return open == null ? alone(operation) : apart(open, operation);
  }

  /// One of a group. Its events are written at once, so that they can be looked at.
  private <T> T apart(Transaction open, Operation<T> operation) {
    var result = new CompletableFuture<T>();
    try {
      open.apart(transaction -> {
        session.fragile = true;
        try {
          return result.complete(operation.in(transaction));
        } catch (SQLException | RuntimeException failure) {
          result.completeExceptionally(failure);
          return false;
        } finally {
          session.fragile = false;
          session.left = Integer.MAX_VALUE;
        }
      });
      open.writeRows();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
    if (result.isCompletedExceptionally()) {
      if (result.exceptionNow() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(result.exceptionNow());
    }
    return result.resultNow();
  }

  private <T> T alone(Operation<T> operation) {
    try {
      session.begin();
      try {
        session.fragile = true;
        var transaction = transaction();
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
    try (var files = Files.list(folder)) {
      session.close();
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException | SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  /// A session that breaks when so many statements are left.
  private static final class FragileSession extends Session {
    private boolean fragile;
    private int left = Integer.MAX_VALUE;
    private RuntimeException end = new Crash();

    FragileSession(Session session) {
      super(session.connection(), session.dialect());
    }

    void breakWith(int statement, RuntimeException how) {
      left = statement;
      end = how;
    }

    @Override
    public PreparedStatement prepare(String sql) throws SQLException {
      if (fragile && left-- == 0) {
        throw end;
      }
      return super.prepare(sql);
    }
  }
}
