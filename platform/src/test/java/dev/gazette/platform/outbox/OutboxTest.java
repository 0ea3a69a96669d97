package dev.gazette.platform.outbox;

import static dev.gazette.platform.error.PlatformReason.DEADLINE_PASSED;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;
import static dev.gazette.platform.error.PlatformReason.INTERNAL;
import static dev.gazette.platform.error.PlatformReason.PEER_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.grpc.Correlation;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Transaction;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.timer.Errands;
import dev.gazette.platform.timer.Timer;
import io.grpc.Status;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxTest {

  private static final Actor OWNER = new Actor("owner", "c1");
  private static final Duration WAIT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private final ManualDelays delays = new ManualDelays(clock);
  private final Writing writing = new Writing();
  private LiveStore store;
  private Timer timer;
  private Carrier carrier;
  private Outbox outbox;

  @BeforeEach
  void open() {
    store = new LiveStore("governor", folder, clock);
    timer = new Timer(store.readers(), clock, delays, Runnable::run);
    var waiters = new Waiters(delays);
    carrier =
        new Carrier(
            "governor",
            store.writer(),
            store.readers(),
            clock,
            timer,
            delays,
            waiters,
            Runnable::run,
            new Random(1));
    outbox = new Outbox(store.readers(), clock, carrier, waiters);
    timer.start(List.of(carrier));
    carrier.start(List.of(writing));
  }

  @AfterEach
  void close() {
    timer.close();
    store.close();
  }

  private void restart() {
    close();
    open();
  }

  /// Has a peer write a file; the peer does as the test says.
  private static final class Writing implements IntentHandler {
    final List<String> requestIds = new ArrayList<>();
    Supplier<String> peer = () -> "hash";
    Operation<StringValue> outcome =
        transaction -> {
          transaction.append(OWNER, event("file.written"));
          return StringValue.of("written");
        };

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
      requestIds.add(intent.id().value());
      assertThat(intent.payload(StringValue.parser()).getValue()).isEqualTo("A=1");
      assertThat(Caller.current().name()).isEqualTo("owner");
      assertThat(Correlation.current()).isEqualTo("c1");
      var answered = peer.get();
      assertThat(answered).isEqualTo("hash");
      return outcome;
    }

    @Override
    public void failed(Transaction transaction, Intent intent, Refusal why) throws SQLException {
      transaction.append(intent.actor(), event("file.refused"));
    }
  }

  private static NewEvent event(String kind) {
    return new NewEvent(kind, Lane.DEVELOPMENT, "repositories/a", Payload.empty());
  }

  private IntentId intend() {
    return store.write(transaction ->
        Outbox.intend(transaction, OWNER, "file.write", "repositories/a", StringValue.of("A=1")));
  }

  private CompletableFuture<StringValue> carried(IntentId id) {
    return outbox.carried(id, StringValue.parser(), WAIT).toCompletableFuture();
  }

  private void assertRefused(Reason reason, CompletableFuture<?> waited) {
    var thrown = catchThrowableOfType(CompletionException.class, waited::join);
    assertThat(thrown).isNotNull();
    assertThat(thrown.getCause())
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static String down() {
    throw Status.UNAVAILABLE.asRuntimeException();
  }

  @Test
  void carried_afterTheCommit_givesTheOutcome() {
    var id = intend();
    assertThat(carried(id).join().getValue()).isEqualTo("written");
    assertThat(writing.requestIds).containsExactly(id.value());
    assertThat(store.eventKinds()).containsExactly("intent.made", "file.written", "intent.carried");
  }

  @Test
  void intent_nobodyWaitsFor_isCarriedByTheTimer() {
    intend();
    timer.changed();
    assertThat(store.eventKinds()).endsWith("intent.carried");
  }

  @Test
  void intend_rolledBack_carriesNothing() {
    assertThatThrownBy(() ->
            store.write(transaction -> {
              Outbox.intend(transaction, OWNER, "file.write", "a", StringValue.of("A=1"));
              throw new IllegalStateException("no");
            }))
        .hasRootCauseMessage("no");
    timer.changed();
    assertThat(writing.requestIds).isEmpty();
  }

  @Test
  void carried_againAndAfterARestart_givesTheKeptOutcome() {
    var id = intend();
    carried(id).join();
    restart();
    assertThat(carried(id).join().getValue()).isEqualTo("written");
    assertThat(writing.requestIds).hasSize(1);
  }

  @Test
  void peerDown_isTriedAgainUnderTheSameRequestId_untilItAnswers() {
    writing.peer = OutboxTest::down;
    var id = intend();
    var waited = carried(id);
    assertThat(waited).isNotDone();
    delays.advance(Attempts.FIRST_PAUSE);
    assertThat(writing.requestIds).hasSize(2);
    writing.peer = () -> "hash";
    delays.advance(Duration.ofSeconds(1));
    assertThat(waited.join().getValue()).isEqualTo("written");
    assertThat(writing.requestIds).hasSize(3).containsOnly(id.value());
    assertThat(store.eventKinds()).containsOnlyOnce("file.written");
  }

  @Test
  void peerDown_longerThanTheWait_saysSo_andGoesOn() {
    writing.peer = OutboxTest::down;
    var id = intend();
    var waited = carried(id);
    delays.advance(WAIT);
    assertRefused(PEER_UNAVAILABLE, waited);
    writing.peer = () -> "hash";
    delays.advance(Duration.ofMinutes(2));
    assertThat(carried(id).join().getValue()).isEqualTo("written");
  }

  @Test
  void peerDown_forEver_isGivenUpVisibly() {
    writing.peer = OutboxTest::down;
    var id = intend();
    timer.changed();
    delays.advance(Duration.ofMinutes(15));
    assertThat(writing.requestIds).hasSize(Attempts.MOST);
    assertThat(store.eventKinds()).containsExactly("intent.made", "file.refused", "intent.failed");
    assertRefused(PEER_UNAVAILABLE, carried(id));
    delays.advance(Duration.ofDays(1));
    assertThat(writing.requestIds).hasSize(Attempts.MOST);
  }

  @Test
  void refusedByThePeer_isFinal() {
    writing.peer =
        () -> {
          throw ETAG_STALE.because("The file changed since it was read.");
        };
    var id = intend();
    assertRefused(ETAG_STALE, carried(id));
    assertThat(writing.requestIds).hasSize(1);
    assertThat(store.eventKinds()).containsExactly("intent.made", "file.refused", "intent.failed");
    restart();
    assertRefused(ETAG_STALE, carried(id));
  }

  @Test
  void refusedByTheOutcome_isFinalToo_andWritesNothingOfIt() {
    writing.outcome =
        transaction -> {
          transaction.append(OWNER, event("file.written"));
          throw ETAG_STALE.because("The record changed meanwhile.");
        };
    assertRefused(ETAG_STALE, carried(intend()));
    assertThat(store.eventKinds()).doesNotContain("file.written").endsWith("intent.failed");
  }

  @Test
  void faultOfTheHandler_isTriedAgain_andNotShown() {
    writing.peer =
        () -> {
          throw new IllegalStateException("secret detail");
        };
    var id = intend();
    timer.changed();
    delays.advance(Duration.ofMinutes(15));
    assertThat(writing.requestIds).hasSize(Attempts.MOST);
    assertRefused(INTERNAL, carried(id));
    assertThatThrownBy(() -> carried(id).join()).hasMessageNotContaining("secret detail");
  }

  @Test
  void crash_betweenCallAndCommit_carriesAgain_andCommitsOnce() {
    writing.peer =
        () -> {
          store.close(); // The call was made; its outcome cannot be written any more.
          return "hash";
        };
    var id = intend();
    timer.changed();
    assertThat(writing.requestIds).hasSize(1);
    writing.peer = () -> "hash";
    restart();
    assertThat(writing.requestIds).containsExactly(id.value(), id.value());
    assertThat(store.eventKinds()).containsExactly("intent.made", "file.written", "intent.carried");
  }

  @Test
  void pendingOverALongStop_isTriedOnce() {
    close();
    store = new LiveStore("governor", folder, clock);
    var id = intend();
    clock.advance(Duration.ofDays(3));
    writing.peer = OutboxTest::down;
    restart();
    assertThat(writing.requestIds).containsExactly(id.value());
    assertRefused(PEER_UNAVAILABLE, carried(id));
  }

  @Test
  void kindThatNobodyCarries_isGivenUp() {
    store.write(
        transaction -> Outbox.intend(transaction, OWNER, "file.eat", "a", StringValue.of("A=1")));
    timer.changed();
    delays.advance(Duration.ofMinutes(15));
    assertThat(store.eventKinds()).endsWith("intent.failed");
  }

  @Test
  void slowPeer_holdsUpNoOther_andTheWaitEnds() {
    var threads = new ArrayList<Runnable>();
    var waiters = new Waiters(delays);
    var slow =
        new Carrier(
            "governor",
            store.writer(),
            store.readers(),
            clock,
            new Timer(store.readers(), clock, delays, Runnable::run),
            delays,
            waiters,
            threads::add,
            new Random(1));
    slow.start(List.of(writing));
    var first = intend();
    var waited =
        new Outbox(store.readers(), clock, slow, waiters)
            .carried(first, StringValue.parser(), WAIT)
            .toCompletableFuture();
    slow.start(new Errands.Due<>(first, clock.instant()));
    assertThat(threads).as("not twice at once").hasSize(1);
    slow.start(new Errands.Due<>(intend(), clock.instant()));
    threads.get(1).run();
    assertThat(writing.requestIds).hasSize(1);
    delays.advance(WAIT);
    assertRefused(DEADLINE_PASSED, waited);
  }

  @Test
  void ended_areForgottenAfterADay_pendingAreNot() {
    carried(intend()).join();
    writing.peer = OutboxTest::down;
    intend();
    clock.advance(Duration.ofHours(25));
    new IntentUpkeep(store.writer()).run(clock.instant());
    List<String> states =
        store
            .readers()
            .readNow(session -> session.sql("SELECT state FROM intent").list(r -> r.getString(1)));
    assertThat(states).containsExactly("PENDING");
  }
}
