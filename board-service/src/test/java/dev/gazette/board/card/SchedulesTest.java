package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Column;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class SchedulesTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Desk desk;

  SchedulesTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Optional<Instant> nextWake() {
    return desk.store().read(session -> desk.schedules().nextWake(session));
  }

  private Card archive(CardId id) {
    return desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
  }

  @Test
  void schedule_untilATime_wakesByItselfAndNotBefore() {
    var id = desk.create("a").id();
    var scheduled = desk.schedule(id, 0, HOUR);
    assertThat(scheduled).isEqualTo(desk.card(id));
    assertThat(scheduled.state()).isEqualTo(CardState.SCHEDULED);
    assertThat(scheduled.reason()).isEqualTo("not yet");
    assertThat(nextWake()).contains(PinnedClock.START.plus(HOUR));
    desk.store().clock().advance(HOUR.minusMillis(1));
    assertThat(desk.wake()).isZero();
    desk.store().clock().advance(Duration.ofMillis(1));
    assertThat(desk.wake()).isEqualTo(1);
    var woken = desk.card(id);
    assertThat(woken.state()).isEqualTo(CardState.READY);
    assertThat(woken.waits().none()).isTrue();
    assertThat(woken.reason()).isEmpty();
    assertThat(nextWake()).isEmpty();
    assertThat(desk.store().eventKinds()).endsWith("card.created", "card.scheduled", "card.woken");
  }

  @Test
  void schedule_byItsLease_endsTheRun() {
    var id = desk.running("a").id();
    desk.schedule(id, 1, HOUR);
    assertThat(desk.card(id).lease()).isNull();
    var run = desk.store().read(session -> Runs.list(session, id, 9, 9)).getFirst();
    assertThat(run.outcome()).isEqualTo(RunOutcome.SCHEDULED);
    assertThat(run.summary()).isEqualTo("not yet");
    assertThatThrownBy(() -> desk.complete(id, 1)).hasMessageContaining("lease 1 has ended");
  }

  @Test
  void schedule_again_takesTheNewTime() {
    var id = desk.create("a").id();
    desk.schedule(id, 0, HOUR);
    desk.schedule(id, 0, HOUR.multipliedBy(3));
    desk.store().clock().advance(HOUR.multipliedBy(2));
    assertThat(desk.wake()).isZero();
    assertThat(nextWake()).contains(PinnedClock.START.plus(HOUR.multipliedBy(3)));
  }

  @Test
  void schedule_missedForDays_wakesOnce() {
    var id = desk.create("a").id();
    desk.schedule(id, 0, HOUR);
    desk.store().clock().advance(Duration.ofDays(9));
    assertThat(desk.wake()).isEqualTo(1);
    assertThat(desk.wake()).isZero();
    assertThat(desk.card(id).state()).isEqualTo(CardState.READY);
  }

  @Test
  void wake_intoAFullColumn_neverRefuses() {
    var id = desk.create("a").id();
    desk.schedule(id, 0, HOUR);
    desk.create("b");
    limitReadyToOne();
    desk.store().clock().advance(HOUR);
    assertThat(desk.wake()).isEqualTo(1);
    assertThat(desk.card(id).state()).isEqualTo(CardState.READY);
  }

  private void limitReadyToOne() {
    var columns =
        desk.store().read(session -> desk.boards().get(session, Desk.OPS)).columns().stream()
            .map(it ->
                it.state() == CardState.READY ? new Column(it.id(), it.title(), it.state(), 1) : it)
            .toList();
    var change = new Boards.Change(Optional.empty(), Optional.empty(), Optional.of(columns), "");
    desk.store().write(tx -> desk.boards().update(tx, Desk.ANNA, Desk.OPS, change));
  }

  @Test
  void unblock_wakesBeforeTheTime_andTheTimeIsForgotten() {
    var id = desk.create("a").id();
    desk.schedule(id, 0, HOUR);
    assertThat(desk.unblock(id).state()).isEqualTo(CardState.READY);
    assertThat(nextWake()).isEmpty();
  }

  @Test
  void archive_ofAScheduledCard_staysAsleepUntilItIsBack() {
    var id = desk.create("a").id();
    desk.schedule(id, 0, HOUR);
    archive(id);
    desk.store().clock().advance(HOUR);
    assertThat(nextWake()).isEmpty();
    assertThat(desk.wake()).isZero();
    var back = desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, id));
    assertThat(back.state()).isEqualTo(CardState.SCHEDULED);
    assertThat(desk.wake()).isEqualTo(1);
  }

  @Test
  void wake_ofMany_goesInSteps_longestDueFirst() {
    for (int i = 0; i < Schedules.SWEEP + 2; i++) {
      desk.schedule(desk.create("a").id(), 0, HOUR.minusSeconds(i));
    }
    desk.store().clock().advance(HOUR);
    assertThat(desk.wake()).isEqualTo(Schedules.SWEEP);
    assertThat(desk.card(new CardId(Desk.OPS, 1)).state()).isEqualTo(CardState.SCHEDULED);
    assertThat(desk.wake()).isEqualTo(2);
  }

  @Test
  void create_withATime_isScheduledFromTheStart() {
    var schedule = new Schedule(PinnedClock.START.plus(HOUR));
    var card =
        desk.store()
            .write(tx ->
                desk.cards()
                    .create(
                        tx,
                        Desk.ANNA,
                        Desk.OPS,
                        Brief.of("a"),
                        Optional.empty(),
                        Optional.of(Start.at(schedule))));
    assertThat(card).isEqualTo(desk.card(card.id()));
    assertThat(card.state()).isEqualTo(CardState.SCHEDULED);
    assertThat(card.waits().schedule()).isEqualTo(schedule);
    assertThat(desk.store().eventKinds()).endsWith("card.created");
  }
}
