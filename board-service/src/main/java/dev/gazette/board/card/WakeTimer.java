package dev.gazette.board.card;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Wakes scheduled cards when their time comes, on the platform's timer.
@Singleton
final class WakeTimer implements DueSource {

  private final Schedules schedules;
  private final Writer writer;

  WakeTimer(Schedules schedules, Writer writer) {
    this.schedules = schedules;
    this.writer = writer;
  }

  @Override
  public String name() {
    return "schedules";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return schedules.nextWake(session);
  }

  @Override
  public void run(Instant now) {
    while (sweep() == Schedules.SWEEP) {
      // More are due; each write of them stays short.
    }
  }

  private int sweep() {
    return writer
        .write(tx -> schedules.wake(tx, new Actor("board", tx.newId("wake-"))))
        .toCompletableFuture()
        .join();
  }
}
