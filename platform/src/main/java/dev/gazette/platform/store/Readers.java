package dev.gazette.platform.store;

import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/// Reads, beside the writer and never in its way: each on a virtual thread, with a connection of
/// the readers' pool.
public final class Readers {

  private final DataSource pool;
  private final Dialect dialect;
  private final Executor threads;

  /// Readers on a pool, which bounds how many read at once and how long one waits.
  public Readers(DataSource pool, Dialect dialect, Executor threads) {
    this.pool = pool;
    this.dialect = dialect;
    this.threads = threads;
  }

  /// Whether other replicas may write what is read here.
  public boolean replicated() {
    return dialect.replicated();
  }

  /// Reads on another thread.
  public <T> CompletionStage<T> read(Query<T> query) {
    return CompletableFuture.supplyAsync(() -> readNow(query), threads);
  }

  /// Reads on this thread, which must be a virtual one or a test's.
  public <T> T readNow(Query<T> query) {
    try (var session = new Session(pool.getConnection(), dialect)) {
      return query.on(session);
    } catch (SQLException failure) {
      throw STORE_UNAVAILABLE.because("Cannot read the database: %s.", failure.getMessage());
    }
  }
}
