package dev.gazette.board.card;

import static dev.gazette.board.retry.ExitClass.CRASHED;
import static dev.gazette.board.retry.ExitClass.RATE_LIMITED;
import static dev.gazette.board.retry.ExitClass.TERMINAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.retry.Failing;
import dev.gazette.board.retry.Failure;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.Asked;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
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
final class AttemptsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Desk desk;

  AttemptsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Run run(CardId id) {
    return desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 1)).getFirst();
  }

  private static Failing failing(Card card) {
    return Objects.requireNonNull(card.waits().retry().failing());
  }

  private static Instant retryTime(Card card) {
    return Objects.requireNonNull(failing(card).retryTime());
  }

  /// Fails attempts until the card waits for a person; answers how many it took.
  private int failUntilDead(CardId id, ExitClass exit) {
    for (int i = 1; ; i++) {
      desk.claim(id);
      if (desk.failAttempt(id, desk.card(id).epoch(), exit).state() == CardState.BLOCKED) {
        return i;
      }
      desk.store().clock().advance(HOUR);
      desk.wake();
    }
  }

  private List<CardId> deadLetters() {
    return desk
        .store()
        .read(session ->
            desk.inbox().deadLetters(session, _ -> true, Optional.empty(), Asked.START, 50))
        .stream()
        .map(item -> item.card().id())
        .toList();
  }

  @Test
  void crash_waits_andGoesOnByItself() {
    var id = desk.running("a").id();
    var waiting = desk.failAttempt(id, 1, CRASHED);
    assertThat(waiting).isEqualTo(desk.card(id));
    assertThat(waiting.state()).isEqualTo(CardState.SCHEDULED);
    assertThat(waiting.lease()).isNull();
    assertThat(waiting.reason()).isEqualTo("Tried again: crashed, 1 of 3: no luck");
    assertThat(retryTime(waiting))
        .isBetween(desk.store().clock().instant(), desk.store().clock().instant().plusSeconds(30))
        .isEqualTo(Objects.requireNonNull(waiting.waits().schedule()).wakeTime());
    assertThat(run(id).outcome()).isEqualTo(RunOutcome.CRASHED);
    assertThat(run(id).summary()).isEqualTo("no luck");
    desk.store().clock().advance(Duration.ofSeconds(30));
    assertThat(desk.wake()).isEqualTo(1);
    var ready = desk.card(id);
    assertThat(ready.state()).isEqualTo(CardState.READY);
    assertThat(failing(ready).failures()).isEqualTo(1);
    assertThat(failing(ready).retryTime()).isNull();
    assertThat(desk.store().eventKinds()).endsWith("card.attempt_failed", "card.woken");
  }

  @Test
  void output_isKeptInTheRun() {
    var id = desk.running("a").id();
    var failure = new Failure(CRASHED, "exit 137", "out of memory", Optional.empty());
    desk.store().write(tx -> desk.attempts().fail(tx, Desk.ANNA, id, 1, failure));
    assertThat(run(id).output()).isEqualTo("out of memory");
  }

  @Test
  void rateLimit_coolsDownAsLongAsTheWorkerSays_andCountsNothing() {
    var id = desk.running("a").id();
    var failure = new Failure(RATE_LIMITED, "", "", Optional.of(HOUR));
    var waiting = desk.store().write(tx -> desk.attempts().fail(tx, Desk.ANNA, id, 1, failure));
    assertThat(failing(waiting).failures()).isZero();
    assertThat(retryTime(waiting)).isAfterOrEqualTo(desk.store().clock().instant().plus(HOUR));
    desk.store().clock().advance(HOUR.minusMillis(1));
    assertThat(desk.wake()).isZero();
  }

  @Test
  void retryStorm_endsAsADeadLetter_thatNothingButAPersonLetsGoOn() {
    var id = desk.create("a").id();
    assertThat(failUntilDead(id, CRASHED)).isEqualTo(3);
    var dead = desk.card(id);
    assertThat(Objects.requireNonNull(dead.waits().stop()).kind()).isEqualTo(BlockKind.DEAD_LETTER);
    assertThat(dead.reason()).isEqualTo("No further attempt: crashed, 3 of 3: no luck");
    assertThat(desk.store().eventKinds()).endsWith("card.dead_lettered");
    assertThat(deadLetters()).containsExactly(id);
    desk.store().clock().advance(Duration.ofDays(9));
    assertThat(desk.wake() + desk.lapse(Desk.LONG_READY)).isZero();
    assertThat(desk.claim(id)).isInstanceOf(ClaimOutcome.NotReady.class);
    assertThat(desk.unblock(id).waits().retry().failing()).isNull();
    assertThat(deadLetters()).isEmpty();
    assertThat(failUntilDead(id, CRASHED)).isEqualTo(3);
  }

  @Test
  void deadLetter_unblockedAgainAndAgain_staysOne_andIsNoLoop() {
    var id = desk.create("a").id();
    for (int i = 0; i < 4; i++) {
      failUntilDead(id, TERMINAL);
      assertThat(deadLetters()).containsExactly(id);
      desk.unblock(id);
    }
  }

  @Test
  void lapsedLeases_freeAtOnce_thenWait_thenAreADeadLetter() {
    var id = desk.running("a").id();
    desk.store().clock().advance(Desk.MINUTE);
    desk.lapse(Desk.LONG_READY);
    assertThat(desk.card(id).state()).isEqualTo(CardState.READY);
    desk.claim(id);
    desk.store().clock().advance(Desk.MINUTE);
    desk.lapse(Desk.LONG_READY);
    assertThat(desk.card(id).state()).isEqualTo(CardState.SCHEDULED);
    desk.store().clock().advance(HOUR);
    desk.wake();
    desk.claim(id);
    desk.store().clock().advance(Desk.MINUTE);
    desk.lapse(Desk.LONG_READY);
    assertThat(desk.card(id).state()).isEqualTo(CardState.BLOCKED);
    assertThat(desk.card(id).reason())
        .isEqualTo("No further attempt: lapsed, 3 of 3: w1 did not renew its lease.");
    assertThat(run(id).outcome()).isEqualTo(RunOutcome.LAPSED);
  }

  @Test
  void lateWorker_cannotFailTheAttemptOfAnother() {
    var id = desk.running("a").id();
    desk.failAttempt(id, 1, CRASHED);
    desk.store().clock().advance(HOUR);
    desk.wake();
    desk.claim(id);
    assertThatThrownBy(() -> desk.failAttempt(id, 1, CRASHED))
        .hasMessageContaining("lease 1 has ended");
    assertThat(desk.card(id).state()).isEqualTo(CardState.RUNNING);
  }

  @Test
  void crashOfAReviewer_returnsToReview_notReady() {
    var id = desk.review(desk.create("a").id(), 0, "eve").id();
    desk.claim(id, "eve", Desk.MINUTE);
    desk.failAttempt(id, 2, CRASHED);
    desk.store().clock().advance(HOUR);
    desk.wake();
    assertThat(desk.card(id).state()).isEqualTo(CardState.REVIEW);
  }

  @Test
  void completion_andAnotherAssignee_countAnew() {
    var id = desk.running("a").id();
    desk.failAttempt(id, 1, CRASHED);
    var change = Brief.Change.ofAssignee("ben");
    var given = desk.store().write(tx -> desk.cards().update(tx, Desk.ANNA, id, change, ""));
    assertThat(given.waits().retry().failing()).isNull();
    assertThat(given).isEqualTo(desk.card(id));
    assertThat(desk.store().events().getLast().payload()).contains("\"failures\":0");
    desk.store().clock().advance(HOUR);
    desk.wake();
    desk.claim(id);
    desk.failAttempt(id, 2, CRASHED);
    desk.unblock(id);
    desk.claim(id);
    assertThat(desk.complete(id, 3).waits().none()).isTrue();
  }

  @Test
  void limit_ofACard_outlivesItsEnd() {
    var id = desk.create("a").id();
    var limits = new RetryLimits(Optional.of(1), Optional.empty());
    desk.store().write(tx -> limits.set(tx, Desk.ANNA, desk.cards().get(tx, id)));
    desk.complete(id, 0);
    desk.reopen(id);
    assertThat(failUntilDead(id, CRASHED)).isEqualTo(1);
    assertThat(desk.card(id).waits().retry().maxAttempts()).isEqualTo(1);
  }

  @Test
  void scheduleByHand_ofACardThatWaitsForARetry_isNoRetryAnyMore() {
    var id = desk.running("a").id();
    desk.failAttempt(id, 1, CRASHED);
    var put = desk.schedule(id, 0, HOUR);
    assertThat(failing(put).retryTime()).isNull();
    assertThat(put).isEqualTo(desk.card(id));
  }
}
