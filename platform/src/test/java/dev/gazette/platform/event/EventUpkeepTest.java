package dev.gazette.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.PinnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventUpkeepTest {

  private static final Duration MONTH = Duration.ofDays(30);

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private LiveStore store;

  @BeforeEach
  void open() {
    store = new LiveStore("auth", folder, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void happen(int times, String kind) {
    store.write(tx -> {
      for (int i = 0; i < times; i++) {
        tx.append(
            new Actor("anna", "c1"), new NewEvent(kind, Lane.MONITORING, "x", Payload.empty()));
      }
      return times;
    });
  }

  private void forget(Duration kept, EventKeeper... keepers) {
    var forgetting = new Forgetting("auth", List.of(keepers));
    new EventUpkeep(store.readers(), store.writer(), forgetting, kept).run(clock.instant());
  }

  private long forgotten() {
    return store.readers().readNow(EventStore::forgotten);
  }

  @Test
  void run_forgetsWhatIsOlderThanItsTime_inBatches() {
    happen(1_200, "token.used");
    clock.advance(MONTH);
    happen(3, "token.made");
    clock.advance(Duration.ofMillis(1));
    forget(MONTH);
    assertThat(store.eventKinds()).containsOnly("token.made").hasSize(3);
    assertThat(forgotten()).isEqualTo(1_200);
  }

  @Test
  void run_keepsTheNewest_sothatSequencesGoOn() {
    happen(5, "token.used");
    clock.advance(MONTH.multipliedBy(2));
    forget(MONTH);
    assertThat(store.eventKinds()).hasSize(1);
    happen(1, "token.made");
    var events = store.readers().readNow(session -> EventStore.after(session, 0, 9));
    assertThat(events).extracting(Event::position).containsExactly(5L, 6L);
    assertThat(events).extracting(Event::sequence).containsExactly(5L, 6L);
  }

  @Test
  void run_whereHistoryIsKeptForEver_forgetsNothing() {
    happen(5, "token.used");
    clock.advance(Duration.ofDays(9_000));
    forget(Duration.ZERO);
    assertThat(store.eventKinds()).hasSize(5);
    assertThat(forgotten()).isZero();
  }

  @Test
  void run_leavesWhatAnyKeeperHolds_andGoesOnBehindIt() {
    happen(5, "token.used");
    happen(2, "token.made");
    clock.advance(MONTH.multipliedBy(2));
    EventKeeper third = (_, _, events) -> events.stream().filter(e -> e.position() != 3).toList();
    EventKeeper fifth = (_, _, events) -> events.stream().filter(e -> e.position() != 5).toList();
    forget(MONTH, third, fifth);
    var events = store.readers().readNow(session -> EventStore.after(session, 0, 9));
    assertThat(events).extracting(Event::position).containsExactly(3L, 5L, 7L);
    assertThat(forgotten()).isEqualTo(6);
  }
}
