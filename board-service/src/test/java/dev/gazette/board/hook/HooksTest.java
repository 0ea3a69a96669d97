package dev.gazette.board.hook;

import static dev.gazette.board.error.BoardReason.DELIVERY_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.HOOK_EXISTS;
import static dev.gazette.board.error.BoardReason.HOOK_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.Past;
import dev.gazette.platform.testkit.TestStore;
import dev.gazette.platform.timer.Errands;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hooks and what is in line for them, on both databases.
final class HooksTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final Sink URL = new Sink.Url(URI.create("https://example.org/hook"));
  private static final HookName CHAT = new HookName("chat");

  private final Boards boards = new Boards();
  private final Hooks hooks = new Hooks(boards);

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  private Hook create(TestStore store, HookName name, Optional<BoardId> board, String... kinds) {
    return store.write(tx -> hooks.create(tx, ANNA, name, board, URL, List.of(kinds)));
  }

  private void createBoard(TestStore store, String id) {
    store.write(tx -> boards.create(tx, ANNA, new BoardId(id), "", "", List.of()));
  }

  private static List<Event> log(TestStore store) {
    return store.read(session -> EventStore.after(session, 0, 1_000));
  }

  private static void queue(TestStore store) {
    store.write(tx -> Hooks.queue(tx, log(store)));
  }

  private static List<Delivery> deliveries(TestStore store, HookName hook) {
    var all = Arrays.asList(DeliveryState.values());
    return store.read(session -> DeliveryStore.page(session, hook, all, Long.MAX_VALUE, 100));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void hook_getsWhatItWants_fromItsMakingOn_once(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      createBoard(store, "before");
      create(store, CHAT, Optional.empty(), "board.*");
      createBoard(store, "ops");
      createBoard(store, "dev");
      var ops = new HookName("ops-only");
      create(store, ops, Optional.of(new BoardId("ops")));
      store.write(tx -> boards.create(tx, ANNA, new BoardId("opsy"), "", "", List.of()));
      queue(store);
      queue(store);
      assertThat(deliveries(store, CHAT))
          .extracting(Delivery::body)
          .hasSize(3)
          .first()
          .asString()
          .startsWith("{\"type\":\"board.created\",\"timestamp\":")
          .contains("\"subject\":\"boards/opsy\"", "\"actor\":\"anna\"", "\"payload\":{");
      assertThat(deliveries(store, ops)).isEmpty();
      assertThat(store.read(session -> Hooks.require(session, CHAT)).position())
          .isEqualTo(log(store).getLast().position());
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void receiverThatIsDown_isTriedTenTimesEverLater_thenItIsADeadLetter(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      create(store, CHAT, Optional.empty());
      createBoard(store, "ops");
      queue(store);
      var delivery = deliveries(store, CHAT).getFirst();
      var waited = Duration.ZERO;
      for (int i = 1; i < Hooks.MOST_ATTEMPTS; i++) {
        var tried = delivery;
        delivery = store.write(tx -> Hooks.refused(tx, ANNA, tried, "it answered 500"));
        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        var pause = Duration.between(store.clock().instant(), delivery.nextAttemptTime());
        assertThat(pause).isBetween(Duration.ofMillis(2_500), Duration.ofHours(1));
        waited = waited.plus(pause);
        store.clock().advance(pause);
      }
      assertThat(waited).isBetween(Duration.ofHours(2), Duration.ofHours(7));
      var last = delivery;
      var dead = store.write(tx -> Hooks.refused(tx, ANNA, last, "it answered 500"));
      assertThat(dead.state()).isEqualTo(DeliveryState.DEAD);
      assertThat(deliveries(store, CHAT)).containsExactly(dead);
      List<Errands.Due<InLine>> waiting = store.read(session -> DeliveryStore.next(session, 10));
      assertThat(waiting).isEmpty();
      assertThat(log(store).getLast().kind()).isEqualTo("hook.delivery_dead");
      queue(store);
      assertThat(deliveries(store, CHAT)).as("its own end is not delivered to it").hasSize(1);
      var again = store.write(tx -> Hooks.redeliver(tx, ANNA, dead.id()));
      assertThat(again.state()).isEqualTo(DeliveryState.PENDING);
      store.write(tx -> Hooks.taken(tx, again));
      assertThat(deliveries(store, CHAT))
          .extracting(Delivery::state)
          .containsExactly(DeliveryState.DELIVERED);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void delivery_thatTwoReplicasSee_isTakenByOne_andDueAgainWhenThatOneDied(
      Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      create(store, CHAT, Optional.empty());
      createBoard(store, "ops");
      queue(store);
      List<Errands.Due<InLine>> waiting = store.read(session -> DeliveryStore.next(session, 1));
      var due = waiting.getFirst();
      var until = due.time().plus(Courier.TAKEN);
      boolean first = store.write(tx -> DeliveryStore.take(tx.session(), due, until));
      boolean second = store.write(tx -> DeliveryStore.take(tx.session(), due, until));
      assertThat(first).isTrue();
      assertThat(second).isFalse();
      List<Errands.Due<InLine>> later = store.read(session -> DeliveryStore.next(session, 1));
      assertThat(later).containsExactly(new Errands.Due<>(due.id(), until));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void hookWithALongLine_hidesNoOther(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      create(store, CHAT, Optional.empty());
      for (int i = 0; i < 3 * Errands.MOST_AT_ONCE; i++) {
        createBoard(store, "b" + i);
      }
      var other = new HookName("other");
      create(store, other, Optional.empty());
      createBoard(store, "last");
      queue(store);
      List<Errands.Due<InLine>> waiting =
          store.read(session -> DeliveryStore.next(session, Errands.MOST_AT_ONCE));
      assertThat(waiting)
          .extracting(due -> due.id().hook())
          .hasSize(Errands.MOST_OF_ONE + 1)
          .contains(CHAT, other);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void test_reachesThatHookAlone(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      create(store, CHAT, Optional.empty(), "card.blocked");
      var other = new HookName("other");
      create(store, other, Optional.empty());
      store.write(tx -> Hooks.test(tx, ANNA, CHAT));
      queue(store);
      assertThat(deliveries(store, CHAT)).hasSize(1);
      assertThat(deliveries(store, other)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void names_areTakenOnce_andGoneWithWhatWaits(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      create(store, CHAT, Optional.empty());
      assertRefused(HOOK_EXISTS, () -> create(store, CHAT, Optional.empty()));
      createBoard(store, "ops");
      queue(store);
      var delivery = deliveries(store, CHAT).getFirst();
      store.write(tx -> Hooks.delete(tx, ANNA, CHAT));
      assertRefused(HOOK_NOT_FOUND, () -> store.write(tx -> Hooks.delete(tx, ANNA, CHAT)));
      assertRefused(
          DELIVERY_NOT_FOUND, () -> store.write(tx -> Hooks.redeliver(tx, ANNA, delivery.id())));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void deliveries_thatEndedLongAgo_areForgotten(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      create(store, CHAT, Optional.empty());
      createBoard(store, "ops");
      createBoard(store, "dev");
      queue(store);
      var first = deliveries(store, CHAT).getLast();
      store.write(tx -> Hooks.taken(tx, first));
      var later = store.clock().instant().plus(Duration.ofDays(1));
      int forgotten = store.write(tx -> DeliveryStore.forget(tx.session(), later, 10));
      assertThat(forgotten).isEqualTo(1);
      assertThat(deliveries(store, CHAT)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void eventThatAHookHasNotSeen_isNotForgotten_howeverOld(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      createBoard(store, "before");
      create(store, CHAT, Optional.empty(), "board.*");
      createBoard(store, "ops");
      createBoard(store, "dev");
      var now = store.clock().instant();
      var past = store.read(session -> EventStore.past(session, 0, 9));
      var keeper = new HookKeeper();
      List<Past> seen = store.read(session -> keeper.letGo(session, now, past));
      assertThat(seen).extracting(Past::position).containsExactly(1L);
      store.write(tx -> Hooks.passed(tx, 3));
      List<Past> all = store.read(session -> keeper.letGo(session, now, past));
      assertThat(all).extracting(Past::position).containsExactly(1L, 2L, 3L);
    }
  }
}
