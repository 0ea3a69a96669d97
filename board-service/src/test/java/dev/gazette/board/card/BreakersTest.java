package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.BREAKER_OPEN;
import static dev.gazette.board.retry.ExitClass.CRASHED;
import static dev.gazette.board.retry.ExitClass.RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.dispatch.Breaker;
import dev.gazette.board.dispatch.BreakerPolicy;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class BreakersTest {

  private static final BoardId DEV = new BoardId("dev");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Desk desk;

  BreakersTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get(), BreakerPolicy.DEFAULT);
    desk.store().write(tx -> desk.boards().create(tx, Desk.ANNA, DEV, "", "", List.of()));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private CardId create(BoardId board, String assignee) {
    var brief = new Brief("a", "", 0, List.of(), assignee, null, "");
    return desk.store()
        .write(tx -> desk.cards().create(tx, Desk.ANNA, board, brief, Optional.empty()))
        .id();
  }

  private CardId create() {
    return create(Desk.OPS, "");
  }

  /// Attempts on different cards that fail, one after the other.
  private void fail(int times, BoardId board, String assignee, ExitClass exit) {
    for (int i = 0; i < times; i++) {
      var id = create(board, assignee);
      desk.claim(id);
      desk.failAttempt(id, 1, exit);
    }
  }

  private void open() {
    fail(5, Desk.OPS, "", CRASHED);
  }

  private Optional<Breaker> breaker() {
    return desk.store().read(Breakers::list).stream().findFirst();
  }

  private Breaker.Opening opening() {
    return Objects.requireNonNull(breaker().orElseThrow().opening());
  }

  private void isHeldBack(CardId id) {
    assertThatThrownBy(() -> desk.claim(id))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(BREAKER_OPEN));
  }

  private ClaimOutcome claimNext(BoardId board) {
    return desk.store()
        .write(tx ->
            desk.claims()
                .claimNext(
                    tx, Desk.ANNA, board, Wanted.ANYTHING, new Claims.Terms("w", Desk.MINUTE)));
  }

  @Test
  void fiveFailuresInARow_onDifferentCards_holdTheBoardBack() {
    fail(4, Desk.OPS, "", CRASHED);
    desk.complete(desk.running("well").id(), 1);
    fail(4, Desk.OPS, "", CRASHED);
    var other = create();
    desk.claim(other);
    fail(1, Desk.OPS, "", CRASHED);
    isHeldBack(create());
    assertThatThrownBy(() -> claimNext(Desk.OPS))
        .hasMessageContaining("5 attempts failed in a row, the last on OPS-11: no luck")
        .hasMessageContaining("One is tried from " + desk.store().clock().instant().plus(MINUTE));
    assertThat(claimNext(DEV)).isInstanceOf(ClaimOutcome.NothingReady.class);
    assertThat(desk.store().eventKinds()).contains("dispatch.breaker_opened");
    assertThat(desk.complete(other, 1).state()).isEqualTo(CardState.DONE);
    assertThat(breaker()).as("who holds a card works on, which proves nothing").isPresent();
  }

  @Test
  void rateLimits_openNothing() {
    fail(9, Desk.OPS, "", RATE_LIMITED);
    assertThat(breaker()).isEmpty();
  }

  @Test
  void anAssigneesFailures_overBoards_holdOnlyHisCardsBack() {
    fail(3, Desk.OPS, "ben", CRASHED);
    desk.complete(desk.running("well").id(), 1);
    fail(2, DEV, "ben", CRASHED);
    var his = create(DEV, "ben");
    isHeldBack(his);
    assertThat(claimNext(DEV)).isInstanceOf(ClaimOutcome.NothingReady.class);
    var anybodys = create(DEV, "");
    assertThat(claimNext(DEV))
        .isInstanceOfSatisfying(
            ClaimOutcome.Claimed.class, claim -> assertThat(claim.card().id()).isEqualTo(anybodys));
  }

  @Test
  void afterTheCoolDown_exactlyOneTrialIsLetThrough_andItsSuccessCloses() {
    open();
    var trial = create();
    var next = create();
    desk.store().clock().advance(MINUTE.minusMillis(1));
    isHeldBack(trial);
    desk.store().clock().advance(Duration.ofMillis(1));
    desk.claim(trial);
    isHeldBack(next);
    desk.beat(trial, 1, "");
    isHeldBack(next);
    desk.complete(trial, 1);
    assertThat(breaker()).isEmpty();
    assertThat(desk.claim(next)).isInstanceOf(ClaimOutcome.Claimed.class);
    assertThat(desk.store().eventKinds())
        .contains("dispatch.breaker_tried", "dispatch.breaker_closed");
  }

  @Test
  void aTrialThatFails_opensTwiceAsLong_upToTheCap() {
    open();
    var expected = MINUTE;
    for (int i = 0; i < 8; i++) {
      assertThat(opening().coolDown()).isEqualTo(expected);
      desk.store().clock().advance(expected);
      var trial = create();
      desk.claim(trial);
      desk.failAttempt(trial, 1, CRASHED);
      isHeldBack(create());
      expected =
          expected.multipliedBy(2).compareTo(Duration.ofHours(1)) < 0
              ? expected.multipliedBy(2)
              : Duration.ofHours(1);
    }
    assertThat(opening().coolDown()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aTrialWithoutAnEnd_freesItsPlace() {
    open();
    desk.store().clock().advance(MINUTE);
    var trial = create();
    desk.claim(trial);
    desk.store().write(tx -> desk.leases().release(tx, Desk.ANNA, trial, 1, ""));
    assertThat(desk.claim(trial)).isInstanceOf(ClaimOutcome.Claimed.class);
    isHeldBack(create());
    desk.cancel(trial);
    assertThat(desk.claim(create())).isInstanceOf(ClaimOutcome.Claimed.class);
  }

  @Test
  void aFailureOfAnOlderRun_whileATrialRuns_decidesNothing() {
    var older = create();
    desk.claim(older);
    open();
    desk.store().clock().advance(MINUTE.dividedBy(2));
    desk.beat(older, 1, "");
    desk.store().clock().advance(MINUTE.dividedBy(2));
    var trial = create();
    desk.claim(trial);
    desk.failAttempt(older, 1, CRASHED);
    assertThat(opening().coolDown()).isEqualTo(MINUTE);
    desk.complete(trial, 1);
    assertThat(breaker()).isEmpty();
  }

  @Test
  void theEndOfTheCoolDown_isToldOnce_soThatWhoWaitsHearsOfIt() {
    open();
    var end = desk.store().clock().instant().plus(MINUTE);
    assertThat(desk.store().read(Breakers::nextHalfOpening)).contains(end);
    halfOpen();
    assertThat(halfOpenings()).isZero();
    assertThat(covering()).hasSize(1);
    desk.store().clock().advance(MINUTE);
    halfOpen();
    halfOpen();
    assertThat(halfOpenings()).isEqualTo(1);
    assertThat(desk.store().read(Breakers::nextHalfOpening)).isEmpty();
    assertThat(covering()).as("nothing holds a trial back").isEmpty();
    var trial = create();
    desk.claim(trial);
    assertThat(covering()).as("its trial runs").hasSize(1);
    desk.failAttempt(trial, 1, CRASHED);
    assertThat(desk.store().read(Breakers::nextHalfOpening))
        .contains(end.plus(MINUTE.multipliedBy(2)));
  }

  @Test
  void aTrialThatBeganBeforeTheTimer_staysTheTrial() {
    open();
    desk.store().clock().advance(MINUTE);
    var trial = create();
    desk.claim(trial);
    halfOpen();
    isHeldBack(create());
    desk.complete(trial, 1);
    assertThat(breaker()).isEmpty();
  }

  private void halfOpen() {
    desk.store()
        .write(tx -> {
          Breakers.halfOpen(tx, Desk.ANNA);
          return true;
        });
  }

  private long halfOpenings() {
    return desk.store().eventKinds().stream().filter("dispatch.breaker_half_open"::equals).count();
  }

  private List<Breaker> covering() {
    return desk.store().read(session -> Breakers.covering(session, Desk.OPS, ""));
  }

  @Test
  void plainWork_leavesNoTrace() {
    desk.complete(desk.running("a").id(), 1);
    assertThat(breaker()).isEmpty();
  }
}
