package dev.gazette.platform.timer;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import java.sql.SQLException;

/// Long upkeep in short writes, so that no other write waits long.
public final class Batches {

  /// How many rows one write takes.
  private static final int SIZE = 500;

  private Batches() {}

  /// One write of many alike.
  @FunctionalInterface
  public interface Batch {

    /// Does at most so many rows; answers how many it did.
    int of(Session session, int most) throws SQLException;
  }

  /// Does batch after batch, until one finds less than it might do. Blocks; fails as the writer
  /// does.
  public static void run(Writer writer, Batch batch) {
    while (writer
            .write(transaction -> batch.of(transaction.session(), SIZE))
            .toCompletableFuture()
            .join()
        == SIZE) {
      // The next batch waits its turn in the writer's queue.
    }
  }
}
