package dev.gazette.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.testkit.PinnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriterTest {

  private static final Actor OWNER = new Actor("owner", "c1");

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private final AtomicLong announced = new AtomicLong();
  private Database database;
  private Writer writer;

  @BeforeEach
  void open() {
    database = Database.file("board", folder.resolve("naïve name.db"));
    Migrations.migrate(database);
    writer = new Writer(database, clock, new Random(1), announced::set);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private static Operation<Long> happen(String kind) {
    return transaction -> {
      transaction.append(
          OWNER, new NewEvent(kind, Lane.BUSINESS, "boards/ops", Payload.of("kind", kind)));
      return transaction.now().toEpochMilli();
    };
  }

  private <T> T now(Operation<T> operation) {
    return writer.write(operation).toCompletableFuture().join();
  }

  private List<Event> events() throws Exception {
    try (var session = database.open()) {
      return EventStore.after(session, 0, 10_000);
    }
  }

  @Test
  void write_thousandsAtOnce_areNumberedWithoutGaps() throws Exception {
    var results = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < 3_000; i++) {
      results.add(writer.write(happen("card.created")).toCompletableFuture());
    }
    CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).join();
    assertThat(events())
        .extracting(Event::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 3_000).boxed().toList());
    assertThat(announced).hasValue(3_000);
  }

  @Test
  void write_thatThrows_leavesNothingAndHarmsNoOther() throws Exception {
    var before = writer.write(happen("card.created")).toCompletableFuture();
    var failing =
        writer
            .write(transaction -> {
              happen("card.lost").in(transaction);
              throw new IllegalStateException("halfway");
            })
            .toCompletableFuture();
    var after = writer.write(happen("card.moved")).toCompletableFuture();
    CompletableFuture.allOf(before, after).join();
    assertThatThrownBy(failing::join).hasRootCauseMessage("halfway");
    assertThat(events()).extracting(Event::kind).containsExactly("card.created", "card.moved");
    assertThat(events()).extracting(Event::sequence).containsExactly(1L, 2L);
  }

  @Test
  void write_whenTheClockGoesBack_keepsTheTimeOfTheNewestEvent() {
    long first = now(happen("card.created"));
    clock.advance(Duration.ofHours(-1));
    assertThat(now(happen("card.moved"))).isEqualTo(first);
  }

  @Test
  void write_keepsWhatTheDatabasePromises() throws Exception {
    try (var session = database.open()) {
      assertThat(session.sql("PRAGMA synchronous").number()).isEqualTo(2);
      assertThat(session.sql("PRAGMA journal_mode").first(r -> r.getString(1))).contains("wal");
      assertThat(session.sql("PRAGMA foreign_keys").number()).isEqualTo(1);
    }
  }

  @Test
  void write_afterClose_isRefused() {
    writer.close();
    assertThatThrownBy(() -> now(happen("card.created"))).hasMessageContaining("stopping");
  }

  @Test
  void write_whileAnotherProcessHoldsTheLock_saysSoAndRecovers() throws Exception {
    try (var other = database.open()) {
      other.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> now(happen("card.created")))
          .hasMessageContaining("another process holds its lock");
      assertThat(writer.problem()).isPresent();
      other.execute("ROLLBACK");
    }
    now(happen("card.created"));
    assertThat(writer.problem()).isEmpty();
  }

  @Test
  void prove_tellsOfTroubleAndItsEnd_withoutAWrite() throws Exception {
    try (var other = database.open()) {
      other.execute("BEGIN IMMEDIATE");
      assertThat(writer.prove()).failsWithin(20, TimeUnit.SECONDS);
      assertThat(writer.problem()).isPresent();
      other.execute("ROLLBACK");
    }
    assertThat(writer.prove()).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(writer.problem()).isEmpty();
  }

  /// Holds the writer in an operation until something was queued, so that it becomes one group.
  private void inOneGroup(Runnable queueing) throws InterruptedException {
    var reached = new CountDownLatch(1);
    var queued = new CompletableFuture<Boolean>();
    var gate =
        writer.write(_ -> {
          reached.countDown();
          return queued.join();
        });
    reached.await();
    queueing.run();
    queued.complete(true);
    gate.toCompletableFuture().join();
  }

  @Test
  void write_answersAGroupWithOneTaskOfAnExecutor() throws Exception {
    var tasks = new AtomicLong();
    Executor answering =
        task -> {
          tasks.incrementAndGet();
          task.run();
        };
    var results = new ArrayList<CompletableFuture<Long>>();
    inOneGroup(() -> {
      for (int i = 0; i < 5; i++) {
        results.add(writer.write(happen("card.created"), answering).toCompletableFuture());
      }
    });
    CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).join();
    assertThat(tasks).hasValue(1);
  }

  @Test
  void write_whoseExecutorHasEnded_isAnsweredNevertheless() throws Exception {
    Executor ended =
        _ -> {
          throw new RejectedExecutionException("ended");
        };
    var results = new ArrayList<CompletableFuture<Long>>();
    inOneGroup(() -> {
      results.add(writer.write(happen("card.created"), ended).toCompletableFuture());
      results.add(writer.write(happen("card.moved")).toCompletableFuture());
    });
    assertThat(results)
        .allSatisfy(result -> assertThat(result).succeedsWithin(5, TimeUnit.SECONDS));
    assertThat(events()).hasSize(2);
    now(_ -> 0L); // By then the group before was announced.
    assertThat(announced).hasValue(2);
    assertThat(writer.problem()).isEmpty();
  }

  @Test
  void known_isReadOnceInAGroup_andAgainAfterAnUndoneOperation() throws Exception {
    var reads = new AtomicLong();
    Operation<Long> read = tx -> tx.known("key", _ -> reads.incrementAndGet());
    Operation<Long> failing =
        tx -> {
          tx.forget("key");
          read.in(tx);
          throw new IllegalStateException("after reading its own write");
        };
    var results = new ArrayList<CompletableFuture<Long>>();
    inOneGroup(() -> {
      for (var operation : List.of(read, read, failing, read, read)) {
        results.add(writer.write(operation).toCompletableFuture());
      }
    });
    assertThatThrownBy(results.get(2)::join).hasMessageContaining("its own write");
    assertThat(results.get(1).join()).isEqualTo(1);
    assertThat(results.get(3).join()).isEqualTo(3);
    assertThat(results.get(4).join()).isEqualTo(3);
  }

  @Test
  void known_lastsFromGroupToGroup_butForWhatAnUndoneOperationTouched() {
    var reads = new AtomicLong();
    Operation<Long> read = tx -> tx.known("key", _ -> reads.incrementAndGet());
    Operation<Long> failing =
        tx -> {
          tx.keep("key", -1L);
          throw new IllegalStateException("after writing");
        };
    Operation<Long> refused =
        _ -> {
          throw new IllegalStateException("before writing");
        };
    assertThat(now(read)).isEqualTo(1);
    assertThatThrownBy(() -> now(refused)).hasMessageContaining("before writing");
    assertThat(now(read)).isEqualTo(1);
    assertThatThrownBy(() -> now(failing)).hasMessageContaining("after writing");
    assertThat(now(read)).isEqualTo(2);
  }
}
