package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.LONG_READY;
import static dev.gazette.board.card.Desk.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class LeasesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Desk desk;

  LeasesTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private List<Run> runs(CardId id) {
    return desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 10));
  }

  private Optional<Instant> nextLapse(Instant readySince) {
    return desk.store()
        .read(session ->
            desk.leases().nextLapse(session, desk.store().clock().instant(), readySince));
  }

  @Test
  void renew_silent_movesOnlyTheLease() {
    var card = desk.running("a");
    desk.store().clock().advance(SECOND);
    var lease = desk.beat(card.id(), 1, "");
    assertThat(lease.expireTime()).isEqualTo(PinnedClock.START.plus(SECOND).plus(MINUTE));
    var after = desk.card(card.id());
    assertThat(after.lease()).isEqualTo(lease);
    assertThat(after.version()).isEqualTo(card.version());
    assertThat(after.updateTime()).isEqualTo(card.updateTime());
    assertThat(desk.store().eventKinds()).endsWith("card.claimed");
    assertThat(runs(card.id()).getFirst().heartbeatTime())
        .isEqualTo(PinnedClock.START.plus(SECOND));
  }

  @Test
  void renew_withANote_isAWriteAndAnEvent() {
    var card = desk.running("a");
    desk.store().clock().advance(SECOND);
    desk.beat(card.id(), 1, "half way");
    var after = desk.card(card.id());
    assertThat(after.version().etag()).isNotEqualTo(card.version().etag());
    assertThat(after.updateTime()).isEqualTo(PinnedClock.START.plus(SECOND));
    var event = desk.store().events().getLast();
    assertThat(event.kind()).isEqualTo("card.noted");
    assertThat(event.payload()).contains("\"note\":\"half way\"");
  }

  @Test
  void renew_withAnotherEpoch_isRefused() {
    var card = desk.running("a");
    assertThatThrownBy(() -> desk.beat(card.id(), 2, ""))
        .hasMessageContaining("lease 2 has ended and w1 holds the card by lease 1");
    desk.complete(card.id(), 1);
    assertThatThrownBy(() -> desk.beat(card.id(), 1, "")).hasMessageContaining("the card is done");
    assertThatThrownBy(() -> desk.beat(new CardId(Desk.OPS, 9), 1, ""))
        .hasMessageContaining("no card OPS-9");
  }

  @Test
  void release_makesReadyAgain() {
    var card = desk.running("a");
    var freed = desk.store().write(tx -> desk.leases().release(tx, ANNA, card.id(), 1, "tea"));
    assertThat(freed.state()).isEqualTo(CardState.READY);
    assertThat(freed.lease()).isNull();
    assertThat(freed).isEqualTo(desk.card(card.id()));
    assertThat(runs(card.id()).getFirst().outcome()).isEqualTo(RunOutcome.RELEASED);
    assertThat(runs(card.id()).getFirst().summary()).isEqualTo("tea");
    assertThatThrownBy(
            () -> desk.store().write(tx -> desk.leases().release(tx, ANNA, card.id(), 1, "")))
        .hasMessageContaining("lease 1 has ended");
  }

  @Test
  void lapse_beforeItIsDue_doesNothing() {
    var card = desk.running("a");
    desk.store().clock().advance(MINUTE.minusMillis(1));
    assertThat(desk.lapse(LONG_READY)).isZero();
    assertThat(desk.card(card.id())).isEqualTo(card);
  }

  @Test
  void lapse_whenDue_freesTheCard() {
    var card = desk.running("a");
    desk.store().clock().advance(MINUTE);
    assertThat(desk.lapse(LONG_READY)).isEqualTo(1);
    var freed = desk.card(card.id());
    assertThat(freed.state()).isEqualTo(CardState.READY);
    assertThat(freed.lease()).isNull();
    assertThat(runs(card.id()).getFirst().outcome()).isEqualTo(RunOutcome.LAPSED);
    assertThat(desk.store().eventKinds()).endsWith("card.lapsed");
    assertThat(desk.lapse(LONG_READY)).isZero();
  }

  @Test
  void lapse_endsTheOldEpochForGood() {
    var card = desk.running("a");
    desk.store().clock().advance(MINUTE);
    desk.lapse(LONG_READY);
    assertThatThrownBy(() -> desk.complete(card.id(), 1)).hasMessageContaining("lease 1 has ended");
    assertThatThrownBy(() -> desk.beat(card.id(), 1, "")).hasMessageContaining("lease 1 has ended");
    assertThat(((ClaimOutcome.Claimed) desk.claim(card.id())).lease().epoch()).isEqualTo(2);
    assertThatThrownBy(() -> desk.complete(card.id(), 1)).hasMessageContaining("lease 1 has ended");
    assertThatThrownBy(() -> desk.block(card.id(), 1)).hasMessageContaining("lease 1 has ended");
  }

  @Test
  void lapse_afterARenewal_waitsForTheNewTime() {
    var card = desk.running("a");
    desk.store().clock().advance(MINUTE.dividedBy(2));
    desk.beat(card.id(), 1, "");
    desk.store().clock().advance(MINUTE.dividedBy(2));
    assertThat(desk.lapse(LONG_READY)).isZero();
    desk.store().clock().advance(MINUTE.dividedBy(2));
    assertThat(desk.lapse(LONG_READY)).isEqualTo(1);
  }

  @Test
  void lapse_withoutOneFullLeaseTimeOfReadiness_doesNothing() {
    var brief = desk.create("short").id();
    desk.claim(brief, "w1", Duration.ofSeconds(10));
    var hand = desk.create("long").id();
    desk.claim(hand, "w2", MINUTE);
    desk.store().clock().advance(Duration.ofHours(8)); // The service was away.
    assertThat(desk.lapse(Duration.ofSeconds(9))).isZero();
    assertThat(desk.lapse(Duration.ofSeconds(10))).isEqualTo(1);
    assertThat(desk.card(brief).state()).isEqualTo(CardState.READY);
    assertThat(desk.card(hand).state()).isEqualTo(CardState.RUNNING);
    assertThat(desk.lapse(MINUTE)).isEqualTo(1);
  }

  @Test
  void lapse_ofMany_goesInSteps() {
    for (int i = 0; i < Leases.SWEEP + 5; i++) {
      desk.running("a");
    }
    desk.store().clock().advance(MINUTE);
    assertThat(desk.lapse(LONG_READY)).isEqualTo(Leases.SWEEP);
    assertThat(desk.lapse(LONG_READY)).isEqualTo(5);
  }

  @Test
  void nextLapse_isTheFirstThatMayLapse() {
    assertThat(nextLapse(Instant.EPOCH)).isEmpty();
    desk.claim(desk.create("a").id(), "w1", MINUTE);
    desk.claim(desk.create("b").id(), "w1", SECOND);
    assertThat(nextLapse(Instant.EPOCH)).contains(PinnedClock.START.plus(SECOND));
    desk.store().clock().advance(Duration.ofHours(1));
    var restart = desk.store().clock().instant();
    assertThat(nextLapse(restart)).contains(restart.plus(SECOND));
  }
}
