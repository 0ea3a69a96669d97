package dev.gazette.board.card;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Lets leases lapse when they are due, on the platform's timer.
@Singleton
final class LeaseTimer implements DueSource {

  private final Leases leases;
  private final Writer writer;
  private final InstantSource clock;
  private final ReadyTime ready;

  LeaseTimer(Leases leases, Writer writer, InstantSource clock, ReadyTime ready) {
    this.leases = leases;
    this.writer = writer;
    this.clock = clock;
    this.ready = ready;
  }

  @Override
  public String name() {
    return "leases";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return leases.nextLapse(session, clock.instant(), ready.since());
  }

  @Override
  public void run(Instant now) {
    while (sweep() == Leases.SWEEP) {
      // More are due; each write of them stays short.
    }
  }

  private int sweep() {
    var lasted = ready.lasted();
    return writer
        .write(tx -> leases.lapse(tx, new Actor("board", tx.newId("lapse-")), lasted))
        .toCompletableFuture()
        .join();
  }
}
