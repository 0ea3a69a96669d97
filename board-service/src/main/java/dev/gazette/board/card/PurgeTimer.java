package dev.gazette.board.card;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Removes deleted cards for good when their time is over, on the platform's timer.
@Singleton
final class PurgeTimer implements DueSource {

  private final Purge purge;
  private final Writer writer;

  PurgeTimer(Purge purge, Writer writer) {
    this.purge = purge;
    this.writer = writer;
  }

  @Override
  public String name() {
    return "trash";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return purge.next(session);
  }

  @Override
  public void run(Instant now) {
    while (step()) {
      // Other writes have their turn in between.
    }
  }

  private boolean step() {
    return writer
        .write(tx -> purge.step(tx, new Actor("board", tx.newId("purge-"))))
        .toCompletableFuture()
        .join();
  }
}
