package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.cron.Cron;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.waiting.Recurrence;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class RecurrencesTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Desk desk;

  RecurrencesTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Card template(String cron, @Nullable Instant end) {
    var brief = new Brief("sweep", "the hall", 7, List.of("home"), "ben", PinnedClock.START, "r1");
    var recurrence = new Recurrence(Cron.parse(cron), ZoneId.of("UTC"), end, null);
    return desk.store()
        .write(tx ->
            desk.cards()
                .create(
                    tx,
                    Desk.ANNA,
                    Desk.OPS,
                    brief,
                    Optional.empty(),
                    Optional.of(Start.at(recurrence.begin(tx.now())))));
  }

  private int wakeAfter(Duration time) {
    desk.store().clock().advance(time);
    return desk.wake();
  }

  private Optional<Instant> nextWake() {
    return desk.store().read(session -> desk.schedules().nextWake(session));
  }

  private static CardId card(int number) {
    return new CardId(Desk.OPS, number);
  }

  private List<Card> made() {
    return desk
        .store()
        .read(session -> desk.lists().list(session, CardFilter.of(Desk.OPS), Optional.empty(), 99))
        .stream()
        .filter(card -> card.id().number() > 1)
        .toList();
  }

  @Test
  void time_makesACardLikeIt_andTheTemplateSleepsOn() {
    var template = template("@hourly", null);
    assertThat(wakeAfter(HOUR)).isEqualTo(1);
    var made = desk.card(card(2));
    assertThat(made.state()).isEqualTo(CardState.READY);
    assertThat(made.brief()).isEqualTo(template.brief().dueAt(null));
    assertThat(made.createdBy()).isEqualTo("anna");
    assertThat(made.waits().none()).isTrue();
    var after = desk.card(template.id());
    assertThat(after.state()).isEqualTo(CardState.SCHEDULED);
    assertThat(desk.store().eventKinds()).endsWith("card.created", "card.recurred");
    assertThat(desk.wake()).as("the same time again").isZero();
    var schedule = after.waits().schedule();
    assertThat(schedule).isNotNull();
    assertThat(schedule.wakeTime()).isAfter(desk.store().clock().instant());
    assertThat(nextWake()).contains(schedule.wakeTime());
  }

  @Test
  void time_makesACardThatIsTriedAsOftenAndAsLong() {
    var template = template("@hourly", null);
    var limits = new RetryLimits(Optional.of(1), Optional.of(Optional.of(Duration.ofMinutes(5))));
    desk.store().write(tx -> limits.set(tx, Desk.ANNA, desk.cards().get(tx, template.id())));
    wakeAfter(HOUR);
    var made = desk.card(card(2)).waits().retry();
    assertThat(made.maxAttempts()).isEqualTo(1);
    assertThat(made.maxRuntime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(desk.store().eventKinds()).endsWith("card.created", "card.recurred");
    desk.claim(card(2));
    assertThat(desk.failAttempt(card(2), 1, ExitClass.CRASHED).state())
        .isEqualTo(CardState.BLOCKED);
  }

  @Test
  void time_whileTheCardBeforeIsOpen_makesNoneAndSaysSo() {
    template("@hourly", null);
    wakeAfter(HOUR);
    desk.claim(card(2));
    assertThat(wakeAfter(HOUR)).isEqualTo(1);
    assertThat(made()).hasSize(1);
    var skipped = desk.store().events().getLast();
    assertThat(skipped.kind()).isEqualTo("card.recurrence_skipped");
    assertThat(skipped.payload()).contains("\"cause\":\"OPS-2\"");
    desk.complete(card(2), 1);
    wakeAfter(HOUR);
    assertThat(made()).hasSize(2);
  }

  /// As after an update of the machine took a zone away, or somebody edited the row.
  private void spoil(CardId id, String column, String value) {
    desk.store()
        .write(tx -> {
          tx.session()
              .sql(
                  "UPDATE card_wait SET %s = ? WHERE board_id = ? AND number = ?".formatted(column),
                  value,
                  id.board().value(),
                  id.number())
              .update();
          tx.forget(id);
          return true;
        });
  }

  @Test
  void zoneThatIsKnownNoMore_asksAPerson_andTheSweepGoesOn() {
    var lost = template("@hourly", null);
    var edited = template("@hourly", null);
    var sound = template("@hourly", null);
    spoil(lost.id(), "zone", "Mars/Olympus");
    spoil(edited.id(), "cron", "when I like");
    assertThat(wakeAfter(HOUR)).isEqualTo(3);
    assertThat(desk.card(sound.id()).state()).isEqualTo(CardState.SCHEDULED);
    assertThat(desk.card(card(4)).state()).isEqualTo(CardState.READY);
    for (var id : List.of(lost.id(), edited.id())) {
      assertThat(desk.card(id).state()).isEqualTo(CardState.BLOCKED);
      assertThat(desk.card(id).waits().asked(CardState.BLOCKED)).as("in the inbox").isNotNull();
    }
    assertThat(desk.card(lost.id()).reason()).contains("Mars/Olympus").contains("Schedule it anew");
    assertThat(desk.card(edited.id()).reason()).contains("when I like");
    assertThat(desk.wake()).isZero();
  }

  @Test
  void recurrenceThatCannotBeRead_isKept_whenItsCardIsWritten() {
    var lost = template("@hourly", null);
    spoil(lost.id(), "zone", "Mars/Olympus");
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, lost.id()));
    desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, lost.id()));
    assertThat(wakeAfter(HOUR)).isEqualTo(1);
    assertThat(desk.card(lost.id()).state()).isEqualTo(CardState.BLOCKED);
  }

  @Test
  void timesMissedForAWeek_countOnce() {
    template("@hourly", null);
    assertThat(wakeAfter(Duration.ofDays(7))).isEqualTo(1);
    assertThat(desk.wake()).isZero();
    assertThat(made()).hasSize(1);
  }

  @Test
  void lastTime_leavesTheTemplateDone_andWhatWaitsForItGoesOn() {
    var template = template("@hourly", PinnedClock.START.plus(HOUR.multipliedBy(2)));
    var after = desk.createAfter("tidy up", template.id());
    wakeAfter(HOUR);
    desk.complete(card(3), 0);
    wakeAfter(HOUR);
    assertThat(made()).hasSize(3);
    var done = desk.card(template.id());
    assertThat(done.state()).isEqualTo(CardState.DONE);
    assertThat(done.waits().none()).isTrue();
    assertThat(desk.card(after.id()).state()).isEqualTo(CardState.READY);
    assertThat(nextWake()).isEmpty();
  }

  @Test
  void recurrenceThatEndsBeforeItsFirstTime_isRefused() {
    assertThatThrownBy(() -> template("@yearly", PinnedClock.START.plus(HOUR)))
        .hasMessageContaining("before its end");
    assertThat(made()).isEmpty();
  }

  @Test
  void archivedTemplate_rests_andGoesOnWhenItIsBack() {
    var id = template("@hourly", null).id();
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
    assertThat(wakeAfter(HOUR.multipliedBy(5))).isZero();
    desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, id));
    assertThat(desk.wake()).isEqualTo(1);
    assertThat(made()).hasSize(1);
  }

  @Test
  void unblock_endsTheRecurrence_andSoDoesATime() {
    var id = template("@hourly", null).id();
    assertThat(desk.unblock(id).waits().none()).isTrue();
    desk.schedule(id, 0, HOUR);
    wakeAfter(HOUR.multipliedBy(9));
    assertThat(desk.card(id).state()).isEqualTo(CardState.READY);
    assertThat(made()).isEmpty();
  }
}
