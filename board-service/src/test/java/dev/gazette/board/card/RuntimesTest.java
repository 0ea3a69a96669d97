package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_HELD;
import static dev.gazette.board.retry.ExitClass.CRASHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Attempts that others end: the clock, or a person.
@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class RuntimesTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Desk desk;

  RuntimesTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Run run(CardId id) {
    return desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 1)).getFirst();
  }

  private Optional<Instant> nextTimeOut() {
    return desk.store().read(session -> desk.attempts().nextTimeOut(session));
  }

  private CardId runningFor(Duration longest) {
    var id = desk.create("a").id();
    desk.limitRuntime(id, longest);
    desk.claim(id);
    return id;
  }

  @Test
  void workerThatBeatsForEver_isTimedOut_andItsLeaseIsLost() {
    var id = runningFor(HOUR);
    assertThat(desk.card(id).waits().retry().deadline()).isEqualTo(PinnedClock.START.plus(HOUR));
    assertThat(nextTimeOut()).contains(PinnedClock.START.plus(HOUR));
    for (int i = 0; i < 60; i++) {
      assertThat(desk.timeOut()).isZero();
      desk.beat(id, 1, "");
      desk.store().clock().advance(Duration.ofMinutes(1));
    }
    assertThat(desk.timeOut()).isEqualTo(1);
    var waiting = desk.card(id);
    assertThat(waiting.state()).isEqualTo(CardState.SCHEDULED);
    assertThat(waiting.reason())
        .isEqualTo("Tried again: timed_out, 1 of 3: It took longer than it may.");
    assertThat(run(id).outcome()).isEqualTo(RunOutcome.TIMED_OUT);
    assertThat(nextTimeOut()).isEmpty();
    assertThatThrownBy(() -> desk.beat(id, 1, "")).hasMessageContaining("lease 1 has ended");
  }

  @Test
  void runtime_isOfEachAttempt_notOfTheFirst() {
    var id = runningFor(HOUR);
    desk.store().clock().advance(HOUR);
    desk.timeOut();
    desk.store().clock().advance(HOUR);
    desk.wake();
    desk.claim(id);
    assertThat(desk.timeOut()).isZero();
    desk.store().clock().advance(HOUR);
    assertThat(desk.timeOut()).isEqualTo(1);
  }

  @Test
  void endedInTime_nothingTimesOut() {
    var id = runningFor(HOUR);
    assertThat(desk.complete(id, 1)).isEqualTo(desk.card(id));
    desk.store().clock().advance(HOUR);
    assertThat(desk.timeOut()).isZero();
    assertThat(nextTimeOut()).isEmpty();
  }

  @Test
  void reclaim_endsTheLease_countsAnew_andSaysWhy() {
    var id = desk.running("a").id();
    desk.failAttempt(id, 1, CRASHED);
    desk.store().clock().advance(HOUR);
    desk.wake();
    desk.claim(id, "w2", Duration.ofHours(24));
    var freed = desk.reclaim(id);
    assertThat(freed).isEqualTo(desk.card(id));
    assertThat(freed.state()).isEqualTo(CardState.READY);
    assertThat(freed.waits().retry().failing()).isNull();
    assertThat(run(id).outcome()).isEqualTo(RunOutcome.RECLAIMED);
    assertThat(run(id).summary()).isEqualTo("it hangs");
    assertThat(desk.store().events().getLast().payload()).contains("\"reason\":\"it hangs\"");
    assertThatThrownBy(() -> desk.complete(id, 2)).hasMessageContaining("lease 2 has ended");
    assertThatThrownBy(() -> desk.reclaim(id)).hasMessageContaining("only a running card");
  }

  @Test
  void reassign_ofARunningCard_needsAReclaim() {
    var id = desk.running("a").id();
    assertThatThrownBy(() -> desk.reassign(id, "eve", false))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(CARD_HELD));
    var given = desk.reassign(id, "eve", true);
    assertThat(given.brief().assignee()).isEqualTo("eve");
    assertThat(given.state()).isEqualTo(CardState.READY);
    assertThat(given).isEqualTo(desk.card(id));
    assertThat(desk.store().eventKinds()).endsWith("card.reclaimed", "card.updated");
    desk.claim(id);
    desk.failAttempt(id, 2, CRASHED);
    assertThat(Objects.requireNonNull(desk.card(id).waits().retry().failing()).failures())
        .isEqualTo(1);
    assertThat(desk.reassign(id, "ben", false).waits().retry().failing()).isNull();
  }
}
