package dev.gazette.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.testkit.EmbeddedPostgresServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two replicas of a service on one PostgreSQL: what one knows, the other may have changed.
final class TwoWritersTest {

  private static final int WRITES = 200;

  private final Database database = new Database("board", EmbeddedPostgresServer.freshDatabase());
  private final Writer first;
  private final Writer second;

  TwoWritersTest() {
    Migrations.migrate(database);
    first = writer();
    second = writer();
  }

  private Writer writer() {
    return new Writer(database, InstantSource.system(), new Random(1), _ -> {});
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private static Operation<Boolean> happen(String subject) {
    return tx -> {
      tx.append(
          new Actor("anna", "c1"),
          new NewEvent("card.created", Lane.BUSINESS, subject, Payload.empty()));
      return true;
    };
  }

  @Test
  void append_byTwoWritersAtOnce_isNumberedWithoutGapsInTheOrderOfCommits() throws Exception {
    var results = new ArrayList<CompletableFuture<Boolean>>();
    for (int i = 0; i < WRITES; i++) {
      results.add(first.write(happen("first")).toCompletableFuture());
      results.add(second.write(happen("second")).toCompletableFuture());
    }
    CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).join();
    try (var session = database.open()) {
      var events = EventStore.after(session, 0, 10_000);
      assertThat(events.stream().map(Event::sequence))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 2 * WRITES).boxed().toList());
    }
  }

  @Test
  @Tag("deep")
  void writer_thatStopsAmidAGroup_holdsUpTheOtherForSeconds_andLeavesNothing() throws Exception {
    var begun = new CompletableFuture<Boolean>();
    var goesOn = new CompletableFuture<Boolean>();
    var stopped =
        first
            .write(tx -> {
              happen("first").in(tx);
              begun.complete(true);
              return goesOn.join();
            })
            .toCompletableFuture();
    begun.join();
    var other = second.write(happen("second")).toCompletableFuture();
    assertThat(other.get(60, TimeUnit.SECONDS)).isTrue();
    goesOn.complete(true);
    assertThatThrownBy(stopped::join).hasCauseInstanceOf(Refusal.class);
    try (var session = database.open()) {
      assertThat(EventStore.after(session, 0, 10).stream().map(Event::subject))
          .containsExactly("second");
    }
  }

  @Test
  void replicas_thatStartAtOnceOnAnEmptyDatabase_migrateItOnce() {
    var empty = new Database("board", EmbeddedPostgresServer.freshDatabase());
    var starts =
        IntStream.range(0, 3)
            .mapToObj(_ -> CompletableFuture.runAsync(() -> Migrations.migrate(empty)))
            .toList();
    starts.forEach(CompletableFuture::join);
    assertThat(new MigrationScripts(empty).allApplied()).isTrue();
  }

  @Test
  void known_isNotKeptForTheNextGroup_becauseTheOtherWrites() {
    Operation<Long> read =
        tx -> tx.known("events", session -> EventStore.head(session, "board").sequence());
    assertThat(first.write(read).toCompletableFuture().join()).isZero();
    second.write(happen("second")).toCompletableFuture().join();
    assertThat(first.write(read).toCompletableFuture().join()).isEqualTo(1);
  }
}
