package dev.gazette.platform.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.PinnedClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommitWatchTest {

  @TempDir Path folder;

  /// Is due as soon as there is an event.
  private static final class Awaiting implements DueSource {
    final CountDownLatch ran = new CountDownLatch(1);

    @Override
    public String name() {
      return "awaiting";
    }

    @Override
    public Optional<Instant> nextDue(Session session) throws SQLException {
      return session.sql("SELECT created_at_ms FROM event").first(_ -> Instant.EPOCH);
    }

    @Override
    public void run(Instant now) {
      ran.countDown();
    }
  }

  @Test
  void commit_withAnEvent_wakesTheTimer() throws Exception {
    var clock = new PinnedClock();
    var source = new Awaiting();
    try (var store = new LiveStore("board", folder, clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var timer = new Timer(store.readers(), clock, new ManualDelays(clock), threads);
        var watch = new CommitWatch(store.feed(), store.readers(), timer)) {
      timer.start(List.of(source));
      watch.start();
      store.write(transaction -> {
        transaction.append(
            new Actor("owner", "c1"),
            new NewEvent("card.created", Lane.BUSINESS, "boards/ops", Payload.empty()));
        return 1;
      });
      assertThat(source.ran.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
