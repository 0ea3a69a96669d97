package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class EndingsTest {

  private final Desk desk;

  EndingsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private List<Run> runs(CardId id) {
    return desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 10));
  }

  @Test
  void fail_byItsLease_keepsTheReasonOnCardAndRun() {
    var id = desk.running("a").id();
    var failed = desk.fail(id, 1);
    assertThat(failed).isEqualTo(desk.card(id));
    assertThat(failed.state()).isEqualTo(CardState.FAILED);
    assertThat(failed.reason()).isEqualTo("no luck");
    assertThat(failed.lease()).isNull();
    assertThat(runs(id).getFirst().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(runs(id).getFirst().summary()).isEqualTo("no luck");
    assertThatThrownBy(() -> desk.complete(id, 1)).hasMessageContaining("lease 1 has ended");
  }

  @Test
  void fail_byHand_writesARunOfNoLength() {
    var id = desk.create("a").id();
    desk.fail(id, 0);
    var run = runs(id).getFirst();
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.endTime()).isEqualTo(run.startTime());
    assertThatThrownBy(() -> desk.fail(id, 0)).hasMessageContaining("it is failed");
  }

  @Test
  void cancel_ofARunningCard_endsItsLease() {
    var id = desk.running("a").id();
    var cancelled = desk.cancel(id);
    assertThat(cancelled).isEqualTo(desk.card(id));
    assertThat(cancelled.state()).isEqualTo(CardState.CANCELLED);
    assertThat(runs(id).getFirst().outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThatThrownBy(() -> desk.beat(id, 1, "")).hasMessageContaining("has ended");
    assertThatThrownBy(() -> desk.cancel(id)).hasMessageContaining("it is cancelled");
  }

  @Test
  void reopen_makesReady_andTheNextClaimHasANewEpoch() {
    var id = desk.running("a").id();
    desk.fail(id, 1);
    var ready = desk.reopen(id);
    assertThat(ready).isEqualTo(desk.card(id));
    assertThat(ready.state()).isEqualTo(CardState.READY);
    assertThat(ready.reason()).isEmpty();
    desk.claim(id);
    assertThat(desk.card(id).epoch()).isEqualTo(2);
    assertThatThrownBy(() -> desk.reopen(id)).hasMessageContaining("it is running");
  }

  @Test
  void archiveAndUnarchive_keepWhyACardFailed() {
    var id = desk.create("a").id();
    desk.fail(id, 0);
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
    var back = desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, id));
    assertThat(back.state()).isEqualTo(CardState.FAILED);
    assertThat(back.reason()).isEqualTo("no luck");
  }
}
