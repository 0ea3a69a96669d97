package dev.gazette.board.dispatch;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Opens breakers halfway when their time is over, on the platform's timer.
@Singleton
final class BreakerTimer implements DueSource {

  private final Writer writer;

  BreakerTimer(Writer writer) {
    this.writer = writer;
  }

  @Override
  public String name() {
    return "breakers";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return Breakers.nextHalfOpening(session);
  }

  @Override
  public void run(Instant now) {
    writer
        .write(tx -> {
          Breakers.halfOpen(tx, new Actor("board", tx.newId("breaker-")));
          return true;
        })
        .toCompletableFuture()
        .join();
  }
}
