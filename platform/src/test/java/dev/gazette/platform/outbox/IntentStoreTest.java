package dev.gazette.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.ForeignReason;
import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.TestStore;
import dev.gazette.platform.timer.Errands;
import io.grpc.Status.Code;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IntentStoreTest {

  private static final IntentId ID = new IntentId("int_1");
  private final Refusal why =
      new Refusal(new ForeignReason("FILE_LOCKED", Code.FAILED_PRECONDITION), "It is locked.");

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("governor");
  }

  private static Intent intent(Instant now) {
    return new Intent(
        ID,
        "file.write",
        ByteString.copyFromUtf8("payload"),
        "repositories/a",
        new Actor("owner", "c1", "board/7"),
        0,
        now);
  }

  private static KeptIntent find(TestStore store) {
    return store.read(session -> IntentStore.find(session, ID)).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void pending_isFoundAsItWasAdded_andPutOff(Supplier<TestStore> opened) {
    try (var store = opened.get()) {
      var now = store.clock().instant();
      store.write(transaction -> {
        IntentStore.add(transaction.session(), intent(now));
        return 1;
      });
      assertThat(find(store))
          .isEqualTo(new KeptIntent(intent(now), IntentState.PENDING, now, null, null));
      store.write(transaction -> {
        IntentStore.putOff(transaction.session(), ID, why, now.plusSeconds(9));
        return 1;
      });
      List<Errands.Due<IntentId>> next = store.read(session -> IntentStore.next(session, 5));
      assertThat(next).containsExactly(new Errands.Due<>(ID, now.plusSeconds(9)));
      assertThat(find(store).intent().attempts()).isEqualTo(1);
      assertThat(find(store).failure())
          .isNotNull()
          .hasMessage("It is locked.")
          .extracting(Refusal::reason)
          .isEqualTo(why.reason());
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void ended_endsNoMore_andIsForgotten(Supplier<TestStore> opened) {
    try (var store = opened.get()) {
      var now = store.clock().instant();
      var outcome = ByteString.copyFromUtf8("outcome");
      store.write(transaction -> {
        IntentStore.add(transaction.session(), intent(now));
        assertThat(IntentStore.done(transaction.session(), ID, outcome, now)).isTrue();
        assertThat(IntentStore.done(transaction.session(), ID, outcome, now)).isFalse();
        assertThat(IntentStore.failed(transaction.session(), ID, why, now)).isFalse();
        return 1;
      });
      assertThat(find(store).outcome()).isEqualTo(outcome);
      assertThat(find(store).state()).isEqualTo(IntentState.DONE);
      List<Errands.Due<IntentId>> next = store.read(session -> IntentStore.next(session, 5));
      assertThat(next).isEmpty();
      int kept = store.write(t -> IntentStore.forget(t.session(), now, 10));
      assertThat(kept).isZero();
      int forgotten = store.write(t -> IntentStore.forget(t.session(), now.plusMillis(1), 10));
      assertThat(forgotten).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void failure_ofASharedReason_isThatReasonAgain(Supplier<TestStore> opened) {
    try (var store = opened.get()) {
      var now = store.clock().instant();
      var shared = PlatformReason.ETAG_STALE.because("Stale.");
      store.write(transaction -> {
        IntentStore.add(transaction.session(), intent(now));
        assertThat(IntentStore.failed(transaction.session(), ID, shared, now)).isTrue();
        return 1;
      });
      assertThat(find(store).failure())
          .isNotNull()
          .extracting(Refusal::reason)
          .isEqualTo(PlatformReason.ETAG_STALE);
    }
  }
}
