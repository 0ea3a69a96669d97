package dev.gazette.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AnswerUpkeepTest {

  private static final AnswerStore.Kept ANSWER =
      new AnswerStore.Kept(ByteString.copyFromUtf8("hash"), ByteString.copyFromUtf8("answer"));

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();

  private static RequestKey key(String caller, int number) {
    return new RequestKey(caller, "m", "r" + number, ByteString.EMPTY, false);
  }

  private List<String> kept(LiveStore store, String caller) {
    return store
        .readers()
        .readNow(session ->
            session
                .sql(
                    """
                    SELECT request_id FROM answer WHERE caller = ?
                     ORDER BY created_at_ms, request_id
                    """,
                    caller)
                .list(r -> r.getString(1)));
  }

  private void answer(LiveStore store, String caller, int from, int to) {
    store.write(transaction -> {
      for (int i = from; i < to; i++) {
        AnswerStore.keep(transaction, key(caller, i), ANSWER, transaction.now().plusMillis(i));
      }
      return 1;
    });
  }

  @Test
  void run_forgetsWhatIsOlderThanADay_inBatches() {
    try (var store = new LiveStore("board", folder, clock)) {
      answer(store, "a", 0, 1_200);
      clock.advance(Duration.ofHours(24).plusMillis(1_190));
      new AnswerUpkeep(store.readers(), store.writer()).run(clock.instant());
      assertThat(kept(store, "a")).hasSize(10);
    }
  }

  @Test
  void run_keepsTheNewestOfEachCaller() {
    try (var store = new LiveStore("board", folder, clock)) {
      answer(store, "a", 0, 3);
      answer(store, "b", 0, 9);
      answer(store, "c", 0, 5);
      new AnswerUpkeep(store.readers(), store.writer(), 4).run(clock.instant());
      assertThat(kept(store, "a")).containsExactly("r0", "r1", "r2");
      assertThat(kept(store, "b")).containsExactly("r5", "r6", "r7", "r8");
      assertThat(kept(store, "c")).containsExactly("r1", "r2", "r3", "r4");
    }
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  @ParameterizedTest
  @MethodSource("stores")
  void store_findsCallersAndTheirOldest(Supplier<TestStore> opened) {
    try (var store = opened.get()) {
      var now = store.clock().instant();
      store.write(transaction -> {
        for (int i = 0; i < 5; i++) {
          AnswerStore.keep(transaction, key("a", i), ANSWER, now.plusMillis(i));
        }
        AnswerStore.keep(transaction, key("b", 0), ANSWER, now);
        return 1;
      });
      String first = store.read(s -> AnswerStore.callerAfter(s, "").orElse("none"));
      String second = store.read(s -> AnswerStore.callerAfter(s, "a").orElse("none"));
      String third = store.read(s -> AnswerStore.callerAfter(s, "b").orElse("none"));
      assertThat(List.of(first, second, third)).containsExactly("a", "b", "none");
      Instant oldest = store.read(s -> AnswerStore.timeOf(s, "a", 2).orElseThrow());
      assertThat(oldest).isEqualTo(now.plusMillis(2));
      int forgotten = store.write(t -> AnswerStore.forget(t.session(), "a", oldest, 10));
      assertThat(forgotten).isEqualTo(2);
      int none = store.write(t -> AnswerStore.forget(t.session(), "a", oldest, 10));
      assertThat(none).isZero();
    }
  }
}
