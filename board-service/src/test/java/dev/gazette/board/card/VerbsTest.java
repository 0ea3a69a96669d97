package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class VerbsTest {

  private final Desk desk;

  VerbsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private List<Run> runs(CardId id) {
    return desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 10));
  }

  private Card unblock(CardId id) {
    return desk.store().write(tx -> desk.verbs().unblock(tx, ANNA, id, "asked"));
  }

  @Test
  void complete_byItsLease() {
    var card = desk.running("a");
    var done = desk.complete(card.id(), 1);
    assertThat(done).isEqualTo(desk.card(card.id()));
    assertThat(done.state()).isEqualTo(CardState.DONE);
    assertThat(done.summary()).isEqualTo("done so");
    assertThat(done.lease()).isNull();
    assertThat(runs(card.id())).hasSize(1);
    assertThat(runs(card.id()).getFirst().outcome()).isEqualTo(RunOutcome.COMPLETED);
    assertThat(desk.store().eventKinds()).endsWith("card.claimed", "card.completed");
  }

  @Test
  void complete_byHand_writesARunOfNoLength() {
    var id = desk.create("a").id();
    desk.complete(id, 0);
    var run = runs(id).getFirst();
    assertThat(run.epoch()).isEqualTo(1);
    assertThat(run.actor()).isEqualTo("anna");
    assertThat(run.summary()).isEqualTo("done so");
    assertThat(run.endTime()).isEqualTo(run.startTime());
    assertThat(desk.card(id).attempts()).isZero();
  }

  @Test
  void runs_areListedByHowTheyEnded() {
    var id = desk.create("a").id();
    desk.block(id, 0);
    desk.unblock(id);
    desk.complete(id, 0);
    var blocked =
        desk.store().read(session -> Runs.list(session, id, Set.of(RunOutcome.BLOCKED), 9, 10));
    assertThat(blocked).extracting(Run::epoch).containsExactly(1L);
    assertThat(runs(id)).extracting(Run::epoch).containsExactly(2L, 1L);
  }

  @Test
  void metadata_liesWithItsRun() {
    var id = desk.create("a").id();
    desk.complete(id, 0);
    assertThat(runs(id).getFirst().metadata()).isEmpty();
    desk.store()
        .write(tx -> {
          Runs.describe(tx.session(), id, 1, "{\"n\":[1]}");
          return id;
        });
    assertThat(runs(id).getFirst().metadata()).isEqualTo("{\"n\":[1]}");
  }

  @Test
  void block_byHand_keepsItsReasonAmongTheAttempts() {
    var id = desk.create("a").id();
    desk.block(id, 0);
    desk.unblock(id);
    var run = runs(id).getFirst();
    assertThat(run.epoch()).isEqualTo(1);
    assertThat(run.outcome()).isEqualTo(RunOutcome.BLOCKED);
    assertThat(run.actor()).isEqualTo("anna");
    assertThat(run.summary()).isEqualTo("no key");
    assertThat(run.endTime()).isEqualTo(run.startTime());
    assertThat(desk.card(id).attempts()).isZero();
    assertThat(((ClaimOutcome.Claimed) desk.claim(id)).lease().epoch())
        .as("a claim has an epoch of its own")
        .isEqualTo(2);
  }

  @Test
  void complete_ofABlockedCard_byHand() {
    var id = desk.create("a").id();
    desk.block(id, 0);
    var done = desk.complete(id, 0);
    assertThat(done.state()).isEqualTo(CardState.DONE);
    assertThat(done.reason()).isEmpty();
  }

  @Test
  void complete_twice_isRefused() {
    var byLease = desk.running("a").id();
    desk.complete(byLease, 1);
    assertThatThrownBy(() -> desk.complete(byLease, 1)).hasMessageContaining("lease 1 has ended");
    assertThatThrownBy(() -> desk.complete(byLease, 0)).hasMessageContaining("it is done");
  }

  @Test
  void complete_ofWhatAnotherHolds_isRefused() {
    var id = desk.running("a").id();
    assertThatThrownBy(() -> desk.complete(id, 0))
        .hasMessage(
            "Cannot complete OPS-1: held by w1 until 2026-01-01T12:01:00Z. Wait for it, or name the"
                + " lease's epoch.");
  }

  @Test
  void block_byItsLease_keepsTheReasonOnCardAndRun() {
    var id = desk.running("a").id();
    var blocked = desk.block(id, 1);
    assertThat(blocked).isEqualTo(desk.card(id));
    assertThat(blocked.reason()).isEqualTo("no key");
    assertThat(runs(id).getFirst().outcome()).isEqualTo(RunOutcome.BLOCKED);
    assertThat(runs(id).getFirst().summary()).isEqualTo("no key");
    assertThatThrownBy(() -> desk.block(id, 0)).hasMessageContaining("it is blocked");
  }

  @Test
  void unblock_makesReady() {
    var id = desk.create("a").id();
    desk.block(id, 0);
    var ready = unblock(id);
    assertThat(ready.state()).isEqualTo(CardState.READY);
    assertThat(ready.reason()).isEmpty();
    assertThat(runs(id)).as("the block alone is a run").hasSize(1);
    assertThat(Fold.text(desk.store().events().getLast(), "reason")).isEqualTo("asked");
    assertThatThrownBy(() -> unblock(id)).hasMessageContaining("only a blocked or scheduled card");
  }
}
