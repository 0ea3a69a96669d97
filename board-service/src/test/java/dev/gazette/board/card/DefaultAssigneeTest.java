package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardState;
import dev.gazette.board.cron.Cron;
import dev.gazette.board.waiting.Recurrence;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class DefaultAssigneeTest {

  private final Desk desk;

  DefaultAssigneeTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void choose(String name) {
    var change =
        new Boards.Change(
            Optional.empty(), Optional.empty(), Optional.of(name), Optional.empty(), "");
    desk.store().write(tx -> desk.boards().update(tx, ANNA, OPS, change));
  }

  private String newest() {
    return desk.store().events().getLast().payload();
  }

  @Test
  void cardForNobody_isTheDefaultAssignees_andTheEventSaysWhy() {
    var before = desk.create("before");
    choose("ben");
    assertThat(newest()).isEqualTo("{\"default_assignee\":\"ben\"}");
    assertThat(desk.create("a").brief().assignee()).isEqualTo("ben");
    assertThat(newest()).contains("\"assignee\":\"ben\"").contains("\"assignee_source\":\"board\"");
    var eves = desk.create(new Brief("b", "", 0, List.of(), "eve", null, ""));
    assertThat(eves.brief().assignee()).isEqualTo("eve");
    assertThat(newest()).doesNotContain("assignee_source");
    assertThat(desk.card(before.id()).brief().assignee()).isEmpty();
    choose("");
    assertThat(desk.create("c").brief().assignee()).isEmpty();
  }

  @Test
  void cardThatWaits_hasItsAssigneeWhenItGetsReady() {
    choose("ben");
    var parent = desk.create("parent").id();
    var child = desk.createAfter("child", parent).id();
    desk.complete(parent, 0);
    assertThat(desk.card(child).state()).isEqualTo(CardState.READY);
    assertThat(desk.card(child).brief().assignee()).isEqualTo("ben");
  }

  @Test
  void cardThatIsTakenFromItsAssignee_staysNobodys() {
    choose("ben");
    var card = desk.create("a");
    desk.reassign(card.id(), "", false);
    desk.claim(card.id());
    desk.store().write(tx -> desk.leases().release(tx, ANNA, card.id(), 1, ""));
    assertThat(desk.card(card.id()).brief().assignee()).isEmpty();
  }

  @Test
  void cardThatRecurs_makesCardsForTheDefaultAssignee() {
    var now = desk.store().clock().instant();
    var recurrence = new Recurrence(Cron.parse("@hourly"), ZoneOffset.UTC, null, null);
    var schedule = new Schedule(now.plus(Duration.ofHours(1)), recurrence);
    desk.store()
        .write(tx ->
            desk.cards()
                .create(
                    tx,
                    ANNA,
                    OPS,
                    Brief.of("a"),
                    Optional.empty(),
                    Optional.of(Start.at(schedule))));
    choose("ben");
    desk.store().clock().advance(Duration.ofHours(2));
    desk.wake();
    assertThat(desk.card(new dev.gazette.board.board.CardId(OPS, 2)).brief().assignee())
        .isEqualTo("ben");
  }
}
