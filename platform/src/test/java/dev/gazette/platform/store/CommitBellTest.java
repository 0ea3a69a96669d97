package dev.gazette.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.testkit.LiveStore;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two replicas on one PostgreSQL, one of which writes: the other must hear of it.
final class CommitBellTest {

  private final Database database = LiveStore.postgres("board");
  private final LiveStore here = new LiveStore(database);
  private final LiveStore there = new LiveStore(database);

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private void happen() {
    there.write(tx -> {
      tx.append(
          new Actor("anna", "c1"),
          new NewEvent("board.created", Lane.BUSINESS, "boards/ops", Payload.empty()));
      return true;
    });
  }

  /// Somebody who waits here for an event after a position.
  private CompletableFuture<Event> waiter(long position) {
    return CompletableFuture.supplyAsync(
        () -> {
          var found = after(position);
          while (found.isEmpty()) {
            here.feed().await(position, Long.MAX_VALUE);
            found = after(position);
          }
          return found.getFirst();
        },
        Thread::startVirtualThread);
  }

  /// A read may be cut off with its connection; whoever watches then looks again.
  private List<Event> after(long position) {
    while (true) {
      try {
        return here.feed().after(position);
      } catch (Refusal _) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void commitOfOneReplica_wakesWhoWaitsAtTheOther() throws Exception {
    for (int i = 1; i <= 20; i++) {
      var waiter = waiter(i - 1);
      happen();
      assertThat(waiter.get(10, TimeUnit.SECONDS).sequence()).isEqualTo(i);
    }
  }

  @Test
  void brokenConnection_isOpenedAnew_andWhatHappenedMeanwhileIsHeard() throws Exception {
    var waiter = waiter(0);
    breakConnections();
    happenAtLast();
    assertThat(waiter.get(10, TimeUnit.SECONDS).sequence()).isEqualTo(1);
    var next = waiter(1);
    happen();
    assertThat(next.get(10, TimeUnit.SECONDS).sequence()).isEqualTo(2);
  }

  private void breakConnections() throws SQLException {
    try (var session = new Session(database.connect(), database.dialect())) {
      session
          .sql(
              """
              SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()
              """)
          .list(row -> row.getBoolean(1));
    }
  }

  /// The first write finds that its connection is gone, and is refused; the next has a new one.
  private void happenAtLast() {
    try {
      happen();
    } catch (CompletionException gone) {
      assertThat(gone).hasCauseInstanceOf(Refusal.class);
      happen();
    }
  }
}
