package dev.gazette.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.timer.Errands;
import dev.gazette.platform.timer.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two replicas of a service on one PostgreSQL carry the same intents.
final class OutboxReplicasTest {

  private final PinnedClock clock = new PinnedClock();
  private final Database database = LiveStore.postgres("governor");
  private final LiveStore here = new LiveStore(database);
  private final LiveStore there = new LiveStore(database);
  private final AtomicInteger calls = new AtomicInteger();
  private final CompletableFuture<Boolean> called = new CompletableFuture<>();
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  /// A peer that answers when the test says so.
  private final class Slow implements IntentHandler {

    @Override
    public String kind() {
      return "file.write";
    }

    @Override
    public String peer() {
      return "probe";
    }

    @Override
    public Operation<StringValue> carry(Intent intent) {
      calls.incrementAndGet();
      called.complete(true);
      answer.join();
      return _ -> StringValue.of("written");
    }
  }

  private Carrier carrier(LiveStore store, Executor threads) {
    var delays = new ManualDelays(clock);
    var carrier =
        new Carrier(
            "governor",
            store.writer(),
            store.readers(),
            clock,
            new Timer(store.readers(), clock, delays, Runnable::run),
            delays,
            new Waiters(delays),
            threads,
            new Random(1));
    carrier.start(List.of(new Slow()));
    return carrier;
  }

  private Errands.Due<IntentId> intended() {
    here.write(tx ->
        Outbox.intend(
            tx, new Actor("owner", "c1"), "file.write", "repositories/a", StringValue.of("A=1")));
    List<Errands.Due<IntentId>> due =
        there.readers().readNow(session -> IntentStore.next(session, 1));
    return due.getFirst();
  }

  @Test
  void intent_thatTwoReplicasSee_isCarriedByOne() {
    var due = intended();
    var first = new CompletableFuture<Boolean>();
    carrier(here, work -> Thread.startVirtualThread(() -> first.complete(run(work)))).start(due);
    called.join();
    carrier(there, Runnable::run).start(due);
    assertThat(calls).hasValue(1);
    answer.complete(true);
    first.join();
    assertThat(there.eventKinds()).containsExactly("intent.made", "intent.carried");
  }

  private static boolean run(Runnable work) {
    work.run();
    return true;
  }

  @Test
  void intent_ofAReplicaThatDied_isCarriedByTheOther() {
    var due = intended();
    there.write(
        tx -> IntentStore.take(tx.session(), due, tx.now().plus(Carrier.TAKEN))); // And it dies.
    answer.complete(true);
    var other = carrier(here, Runnable::run);
    other.run(Instant.now());
    assertThat(calls).as("while it may be carried elsewhere").hasValue(0);
    other.run(Instant.now().plus(Carrier.TAKEN).plusSeconds(5));
    assertThat(there.eventKinds()).containsExactly("intent.made", "intent.carried");
  }
}
