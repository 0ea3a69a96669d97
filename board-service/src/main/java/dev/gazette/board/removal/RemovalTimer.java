package dev.gazette.board.removal;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Removes boards for good when their time in the trash is over, on the platform's timer.
@Singleton
final class RemovalTimer implements DueSource {

  private final Removals removals;
  private final Writer writer;

  RemovalTimer(Removals removals, Writer writer) {
    this.removals = removals;
    this.writer = writer;
  }

  @Override
  public String name() {
    return "removed boards";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return removals.next(session);
  }

  @Override
  public void run(Instant now) {
    while (step()) {
      // Other writes have their turn in between.
    }
  }

  private boolean step() {
    return writer
        .write(tx -> removals.step(tx, new Actor("board", tx.newId("purge-"))))
        .toCompletableFuture()
        .join();
  }
}
