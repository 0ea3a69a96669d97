package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.MINUTE;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Column;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.run.Lease;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class ClaimsTest {

  private final Desk desk;

  ClaimsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private ClaimOutcome next(Wanted wanted) {
    return desk.store()
        .write(
            tx -> desk.claims().claimNext(tx, ANNA, OPS, wanted, new Claims.Terms("w1", MINUTE)));
  }

  private CardId nextId(Wanted wanted) {
    return ((ClaimOutcome.Claimed) next(wanted)).card().id();
  }

  @Test
  void claim_ready_isHeldUntilTheLeaseLapses() {
    var id = desk.create("a").id();
    var outcome = (ClaimOutcome.Claimed) desk.claim(id);
    assertThat(outcome.lease())
        .isEqualTo(new Lease(1, "w1", "anna", PinnedClock.START.plus(MINUTE), MINUTE));
    assertThat(outcome.card()).isEqualTo(desk.card(id));
    assertThat(outcome.card().state()).isEqualTo(CardState.RUNNING);
    assertThat(outcome.card().attempts()).isEqualTo(1);
    assertThat(desk.store().eventKinds())
        .containsExactly("board.created", "card.created", "card.claimed");
  }

  @Test
  void claim_heldByAnother() {
    var card = desk.running("a");
    assertThat(desk.claim(card.id(), "w2", MINUTE))
        .isEqualTo(
            new ClaimOutcome.HeldByAnother(card, Optional.ofNullable(card.lease()).orElseThrow()));
    assertThat(desk.card(card.id())).isEqualTo(card);
  }

  @Test
  void claim_ofWhatIsNotReady_orNotThere() {
    var id = desk.create("a").id();
    var blocked = desk.block(id, 0);
    assertThat(desk.claim(id)).isEqualTo(new ClaimOutcome.NotReady(blocked));
    var unknown = new CardId(OPS, 99);
    assertThat(desk.claim(unknown)).isEqualTo(new ClaimOutcome.Unknown(unknown));
  }

  @Test
  void claim_afterRelease_hasAHigherEpoch() {
    var card = desk.running("a");
    desk.store().write(tx -> desk.leases().release(tx, ANNA, card.id(), 1, "tea"));
    var again = (ClaimOutcome.Claimed) desk.claim(card.id());
    assertThat(again.lease().epoch()).isEqualTo(2);
    assertThat(again.card().attempts()).isEqualTo(2);
  }

  @Test
  void claim_whereRunningIsFull_changesNothing() {
    limit("running", 1);
    desk.running("a");
    var waiting = desk.create("b");
    int events = desk.store().events().size();
    assertThatThrownBy(() -> desk.claim(waiting.id()))
        .hasMessageContaining("Column running of board ops holds 1 of at most 1");
    assertThat(desk.card(waiting.id())).isEqualTo(waiting);
    assertThat(desk.store().events()).hasSize(events);
  }

  private void limit(String column, int limit) {
    var columns =
        desk.store().read(session -> desk.boards().get(session, OPS)).columns().stream()
            .map(c ->
                c.id().equals(new ColumnId(column))
                    ? new Column(c.id(), c.title(), c.state(), limit)
                    : c)
            .toList();
    desk.store()
        .write(tx ->
            desk.boards()
                .update(
                    tx,
                    ANNA,
                    OPS,
                    new Boards.Change(
                        Optional.empty(), Optional.empty(), Optional.of(columns), "")));
  }

  @Test
  void claimNext_takesHigherPriorityThenOlder() {
    var low = desk.create(new Brief("low", "", -1, List.of(), "", null, ""));
    var old = desk.create("old");
    var young = desk.create("young");
    var high = desk.create(new Brief("high", "", 7, List.of(), "", null, ""));
    assertThat(List.of(0, 1, 2, 3).stream().map(_ -> nextId(Wanted.ANYTHING)))
        .containsExactly(high.id(), old.id(), young.id(), low.id());
    assertThat(next(Wanted.ANYTHING)).isEqualTo(new ClaimOutcome.NothingReady(OPS));
  }

  @Test
  void claimNext_takesOnlyWhatIsWanted() {
    desk.create("plain");
    var labelled = desk.create(new Brief("l", "", 0, List.of("java", "ui"), "", null, ""));
    var assigned = desk.create(new Brief("a", "", 0, List.of(), "ben", null, ""));
    var about = desk.create(new Brief("r", "", 0, List.of("ui"), "ben", null, "repo1"));
    assertThat(nextId(new Wanted("java", "", ""))).isEqualTo(labelled.id());
    assertThat(nextId(new Wanted("", "", "ben"))).isEqualTo(assigned.id());
    assertThat(nextId(new Wanted("ui", "repo1", "ben"))).isEqualTo(about.id());
    assertThat(next(new Wanted("ui", "", ""))).isInstanceOf(ClaimOutcome.NothingReady.class);
  }

  @Test
  void claimNext_onUnknownBoard_isRefused() {
    var nowhere = new BoardId("nowhere");
    assertThatThrownBy(() ->
            desk.store()
                .write(tx ->
                    desk.claims()
                        .claimNext(
                            tx, ANNA, nowhere, Wanted.ANYTHING, new Claims.Terms("w1", MINUTE))))
        .hasMessageContaining("no board nowhere");
  }
}
