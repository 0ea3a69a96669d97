package dev.gazette.platform.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TimerStoreTest {

  private static final Duration HOUR = Duration.ofHours(1);

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  private static Optional<TimerStore.Due> find(TestStore store) {
    return store.read(session -> TimerStore.find(session, "job"));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void ran_movesTheDueTime_failedDoesNot(Supplier<TestStore> opened) {
    try (var store = opened.get()) {
      var now = store.clock().instant();
      assertThat(find(store)).isEmpty();
      store.write(transaction -> {
        TimerStore.failed(transaction.session(), "job", HOUR, now, "no luck");
        return now;
      });
      assertThat(find(store)).contains(new TimerStore.Due(now, HOUR, null));
      store.write(transaction -> {
        TimerStore.ran(transaction.session(), "job", HOUR, now);
        return now;
      });
      store.write(transaction -> {
        TimerStore.failed(transaction.session(), "job", HOUR, now, "no luck");
        return now;
      });
      assertThat(find(store)).contains(new TimerStore.Due(now.plus(HOUR), HOUR, now));
    }
  }
}
