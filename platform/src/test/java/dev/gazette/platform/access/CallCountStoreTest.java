package dev.gazette.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CallCountStoreTest {

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  private static int add(TestStore store, String tokenId, long day, int calls) {
    return store.write(
        transaction -> CallCountStore.add(transaction.session(), tokenId, day, calls));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void add_sumsUp_perTokenAndDay(Supplier<TestStore> opened) {
    try (var store = opened.get()) {
      assertThat(add(store, "a", 10, 2)).isEqualTo(2);
      assertThat(add(store, "a", 10, 3)).isEqualTo(5);
      assertThat(add(store, "a", 11, 1)).isEqualTo(1);
      assertThat(add(store, "b", 10, 9)).isEqualTo(9);
      List<CallCountStore.Counted> counted =
          store.read(session -> CallCountStore.of(session, 10, 5));
      assertThat(counted)
          .containsExactly(new CallCountStore.Counted("b", 9), new CallCountStore.Counted("a", 5));
      store.write(transaction -> {
        CallCountStore.forget(transaction.session(), 11);
        return 1;
      });
      assertThat(add(store, "b", 10, 1)).isEqualTo(1);
    }
  }
}
