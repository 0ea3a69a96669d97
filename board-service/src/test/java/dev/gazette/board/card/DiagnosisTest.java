package dev.gazette.board.card;

import static dev.gazette.board.retry.ExitClass.CRASHED;
import static dev.gazette.board.retry.ExitClass.TERMINAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.diagnosis.Diagnosis;
import dev.gazette.board.diagnosis.Severity;
import dev.gazette.board.diagnosis.Trouble;
import dev.gazette.board.diagnosis.TroubleKind;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A board for each rule.
@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class DiagnosisTest {

  private final Desk desk;
  private final Diagnosis diagnosis;

  DiagnosisTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
    diagnosis = new Diagnosis(desk.boards(), desk.cards());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private List<Trouble> troubles() {
    return desk.store()
        .read(session -> diagnosis.of(session, Desk.OPS, desk.store().clock().instant()));
  }

  private void later(Duration length) {
    desk.store().clock().advance(length);
  }

  private CardId failed(int times) {
    var id = desk.create("a").id();
    for (int i = 1; i <= times; i++) {
      desk.claim(id);
      desk.failAttempt(id, i, CRASHED);
      later(Duration.ofHours(1));
      desk.wake();
    }
    return id;
  }

  @Test
  void cardsThatGoWell_areNoTrouble() {
    desk.running("a");
    desk.create("b");
    desk.block(desk.create("c").id(), 0);
    desk.review(desk.create("d").id(), 0, "eve");
    later(Duration.ofMinutes(29));
    assertThat(troubles()).isEmpty();
  }

  @Test
  void twoFailuresInARow_areTold_oneIsNot() {
    desk.claim(failed(1));
    var id = failed(2);
    desk.claim(id);
    assertThat(troubles())
        .extracting(trouble -> trouble.card().id(), Trouble::kind, Trouble::why, Trouble::command)
        .containsExactly(
            tuple(
                id,
                TroubleKind.REPEATED_FAILURES,
                "2 attempts failed in a row, the last crashed: no luck",
                "gazette card runs OPS-2"));
    desk.complete(id, 3);
    assertThat(troubles()).isEmpty();
  }

  @Test
  void deadLetters_areToldOnce_atOnceAndAfterADay() {
    var id = desk.create("a").id();
    desk.claim(id);
    desk.failAttempt(id, 1, TERMINAL);
    for (int i = 0; i < 2; i++) {
      assertThat(troubles())
          .extracting(Trouble::kind, Trouble::severity, Trouble::command)
          .containsExactly(
              tuple(TroubleKind.DEAD_LETTER, Severity.ERROR, "gazette card unblock OPS-1"));
      later(Duration.ofDays(1));
    }
  }

  @Test
  void blockedAndInReviewForADay_areStuck() {
    desk.block(desk.create("a").id(), 0);
    desk.review(desk.create("b").id(), 0, "eve");
    later(Duration.ofDays(1).minusMillis(1));
    assertThat(troubles()).isEmpty();
    later(Duration.ofMillis(1));
    assertThat(troubles())
        .extracting(Trouble::kind, Trouble::why, Trouble::command)
        .containsExactlyInAnyOrder(
            tuple(TroubleKind.STUCK_IN_BLOCKED, "no key", "gazette card unblock OPS-1"),
            tuple(TroubleKind.REVIEW_WAITING, "look", "gazette card claim OPS-2"));
  }

  @Test
  void readyForHalfAnHour_isStranded_worseWithTime() {
    desk.create("a");
    for (var severity : Severity.values()) {
      later(Duration.ofMinutes(severity == Severity.CRITICAL ? 120 : 30));
      assertThat(troubles())
          .extracting(Trouble::kind, Trouble::severity)
          .containsExactly(tuple(TroubleKind.STRANDED_IN_READY, severity));
    }
    assertThat(troubles().getFirst().why()).isEqualTo("ready for 180 min, and nobody claims it");
    desk.claim(new CardId(Desk.OPS, 1));
    assertThat(troubles()).isEmpty();
  }

  @Test
  void worst_comeFirst() {
    desk.create("a");
    later(Duration.ofHours(3));
    desk.create("b");
    later(Duration.ofMinutes(30));
    assertThat(troubles())
        .extracting(Trouble::severity)
        .containsExactly(Severity.CRITICAL, Severity.WARNING);
  }

  @Test
  void unknownBoard_isRefused() {
    assertThatThrownBy(() ->
            desk.store()
                .read(session ->
                    diagnosis.of(session, new BoardId("no"), desk.store().clock().instant())))
        .hasMessageContaining("no board no");
  }
}
