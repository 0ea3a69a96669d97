package dev.gazette.board.card;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Ends attempts that took as long as they may, on the platform's timer.
@Singleton
final class RuntimeTimer implements DueSource {

  private final Attempts attempts;
  private final Writer writer;

  RuntimeTimer(Attempts attempts, Writer writer) {
    this.attempts = attempts;
    this.writer = writer;
  }

  @Override
  public String name() {
    return "runtimes";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return attempts.nextTimeOut(session);
  }

  @Override
  public void run(Instant now) {
    while (sweep() == Attempts.SWEEP) {
      // More are due; each write of them stays short.
    }
  }

  private int sweep() {
    return writer
        .write(tx -> attempts.timeOut(tx, new Actor("board", tx.newId("timeout-"))))
        .toCompletableFuture()
        .join();
  }
}
