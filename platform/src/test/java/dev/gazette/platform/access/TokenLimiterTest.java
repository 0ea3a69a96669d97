package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.DAY_LIMIT_REACHED;
import static dev.gazette.platform.error.PlatformReason.MINUTE_LIMIT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.PinnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenLimiterTest {

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private LiveStore store;
  private TokenLimiter limiter;

  @BeforeEach
  void open() {
    store = new LiveStore("board", folder, clock);
    limiter = limiter();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private TokenLimiter limiter() {
    return new TokenLimiter(
        "board", clock, new MinuteCounts(), new DayCounts(store.readers(), store.writer(), clock));
  }

  private static Caller token(String id, int perMinute, int perDay) {
    return new Caller(id, id, Caller.Kind.TOKEN, List.of(), new CallLimit(perMinute, perDay), null);
  }

  private void charge(Caller caller, int times) {
    for (int i = 0; i < times; i++) {
      limiter.charge(caller);
    }
  }

  private Refusal refused(Reason reason, Caller caller) {
    var refusal = catchThrowableOfType(Refusal.class, () -> limiter.charge(caller));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    return refusal;
  }

  /// What was counted is on disk once the writer answered this.
  private void settle() {
    store.write(_ -> 1);
    store.write(_ -> 1);
  }

  @Test
  void charge_beyondTheMinute_isRefusedUntilTheNextOne() {
    var agent = token("agent", 3, 0);
    clock.advance(Duration.ofSeconds(42));
    charge(agent, 3);
    var refusal = refused(MINUTE_LIMIT_REACHED, agent);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(18));
    assertThat(refusal.sentence()).contains("3 times a minute", "in 18 s", "ask the owner");
    charge(token("other", 3, 0), 3);
    clock.advance(Duration.ofSeconds(18));
    charge(agent, 3);
    refused(MINUTE_LIMIT_REACHED, agent);
  }

  @Test
  void charge_whenTheClockGoesBackAMinute_givesItNotTwice() {
    var agent = token("agent", 3, 0);
    charge(agent, 3);
    clock.advance(Duration.ofSeconds(-10));
    refused(MINUTE_LIMIT_REACHED, agent);
  }

  @Test
  void charge_fromManyThreads_admitsExactlyTheLimit() throws Exception {
    var agent = token("agent", 100, 0);
    var daily = token("daily", 0, 100);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var byMinute = admitted(threads.invokeAll(attempts(agent)));
      var byDay = admitted(threads.invokeAll(attempts(daily)));
      assertThat(byMinute).isEqualTo(100);
      assertThat(byDay).isEqualTo(100);
    }
  }

  private List<Callable<Boolean>> attempts(Caller caller) {
    return IntStream.range(0, 400)
        .<Callable<Boolean>>mapToObj(_ ->
            () -> {
              try {
                limiter.charge(caller);
                return true;
              } catch (Refusal _) {
                return false;
              }
            })
        .toList();
  }

  private static long admitted(List<Future<Boolean>> attempts)
      throws InterruptedException, ExecutionException {
    long admitted = 0;
    for (var attempt : attempts) {
      admitted += attempt.get() ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void charge_beyondTheDay_isRefusedUntilMidnight_andCostsNoMinute() {
    var agent = token("agent", 10, 3);
    charge(agent, 3);
    var refusal = refused(DAY_LIMIT_REACHED, agent);
    assertThat(refusal.retryAfter()).contains(Duration.ofHours(12));
    assertThat(refusal.sentence()).contains("3 times a day");
    clock.advance(Duration.ofHours(12));
    charge(agent, 3);
    refused(DAY_LIMIT_REACHED, agent);
  }

  @Test
  void charge_afterARestart_goesOnCounting() {
    var agent = token("agent", 0, 5);
    charge(agent, 3);
    settle();
    limiter = limiter(); // Without a close, as after a kill.
    charge(agent, 2);
    refused(DAY_LIMIT_REACHED, agent);
    settle();
    store.close();
    open();
    refused(DAY_LIMIT_REACHED, agent);
  }

  @Test
  void charge_ofAnotherReplica_countsToo() {
    var agent = token("agent", 0, 5);
    var replica = limiter();
    charge(agent, 4);
    settle();
    replica.charge(agent);
    settle();
    limiter = replica;
    refused(DAY_LIMIT_REACHED, agent);
  }

  @Test
  void charge_ofTheOwnerAndOfServices_isNeverCounted() {
    var owner = new Caller("o", "owner", Caller.Kind.OWNER, List.of(), new CallLimit(1, 1), null);
    charge(owner, 10);
    charge(Caller.service("board", "owner"), 10);
    charge(token("free", 0, 0), 10);
  }

  @Test
  void counts_ofEarlierDays_areForgotten() {
    charge(token("agent", 0, 5), 1);
    settle();
    clock.advance(Duration.ofDays(3));
    charge(token("agent", 0, 5), 1);
    settle();
    long rows =
        store.readers().readNow(session -> session.sql("SELECT COUNT(*) FROM call_count").number());
    assertThat(rows).isEqualTo(1);
  }
}
