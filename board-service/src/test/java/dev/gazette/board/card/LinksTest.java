package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStanding;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
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
final class LinksTest {

  private static final Condition ON_FAILURE = new Condition(Condition.Kind.ON_FAILURE, "");
  private static final Condition ALWAYS = new Condition(Condition.Kind.ALWAYS, "");
  private static final Condition APPROVED = new Condition(Condition.Kind.ON_OUTCOME, "approved");

  private final Desk desk;
  private final CardId first;

  LinksTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
    first = desk.create("first").id();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private CardState state(CardId id) {
    return desk.card(id).state();
  }

  private List<Edge> edges(CardId id) {
    return desk.store().read(session -> desk.links().list(session, id, _ -> true));
  }

  private void archive(CardId id) {
    desk.store().write(tx -> desk.cards().archive(tx, ANNA, id));
  }

  private void unarchive(CardId id) {
    desk.store().write(tx -> desk.cards().unarchive(tx, ANNA, id));
  }

  @Test
  void create_startsInTodo_andIsReadyWithTheParentsCompletion() {
    var second = desk.createAfter("second", first).id();
    assertThat(state(second)).isEqualTo(CardState.TODO);
    assertThat(desk.claim(second)).isInstanceOf(ClaimOutcome.NotReady.class);
    desk.complete(first, 0);
    assertThat(state(second)).isEqualTo(CardState.READY);
    assertThat(desk.store().eventKinds())
        .endsWith("card.created", "card.linked", "card.completed", "card.promoted");
  }

  @Test
  void create_afterParentsThatEnded_isReadyAtOnce() {
    desk.complete(first, 0);
    assertThat(desk.createAfter("second", first).state()).isEqualTo(CardState.READY);
    assertThat(desk.store().eventKinds()).doesNotContain("card.promoted");
  }

  @Test
  void create_afterAnUnknownParent_writesNothing() {
    var events = desk.store().eventKinds();
    assertThatThrownBy(() -> desk.createAfter("second", first, new CardId(OPS, 99)))
        .hasMessageContaining("no card OPS-99");
    assertThat(desk.store().eventKinds()).isEqualTo(events);
    assertThat(desk.create("next").id().number()).isEqualTo(2);
  }

  @Test
  void link_toAnOpenParent_demotesAReadyCard_andUnlinkPromotesItAtOnce() {
    var second = desk.create("second").id();
    assertThat(desk.link(first, second).standing()).isEqualTo(EdgeStanding.OPEN);
    assertThat(state(second)).isEqualTo(CardState.TODO);
    desk.unlink(first, second);
    assertThat(state(second)).isEqualTo(CardState.READY);
    assertThat(edges(second)).isEmpty();
    assertThatThrownBy(() -> desk.unlink(first, second)).hasMessageContaining("does not wait for");
  }

  @Test
  void link_ofARunningCard_isRefusedUnlessMet() {
    var running = desk.running("running").id();
    assertThatThrownBy(() -> desk.link(first, running)).hasMessageContaining("it is running");
    desk.complete(first, 0);
    assertThat(desk.link(first, running).standing()).isEqualTo(EdgeStanding.MET);
    assertThat(state(running)).isEqualTo(CardState.RUNNING);
  }

  @Test
  void link_again_changesNothing_withOtherTermsReplaces() {
    var second = desk.createAfter("second", first).id();
    var events = desk.store().eventKinds();
    desk.link(first, second);
    assertThat(desk.store().eventKinds()).isEqualTo(events);
    desk.link(first, second, ON_FAILURE, Otherwise.CANCEL);
    assertThat(edges(second)).hasSize(1);
    desk.complete(first, 0);
    assertThat(state(second)).isEqualTo(CardState.CANCELLED);
    assertThat(desk.card(second).reason()).contains("OPS-1").contains("on failure");
  }

  @Test
  void link_withTermsThatAreMet_promotesAtOnce() {
    var second = desk.createAfter("second", first).id();
    desk.fail(first, 0);
    assertThat(state(second)).isEqualTo(CardState.TODO);
    desk.link(first, second, ALWAYS, Otherwise.WAIT);
    assertThat(state(second)).isEqualTo(CardState.READY);
  }

  @Test
  void conditions_chooseTheChildrenThatGoOn() {
    var onFailure = desk.create("f").id();
    var always = desk.create("a").id();
    var approved = desk.create("o").id();
    desk.link(first, onFailure, ON_FAILURE, Otherwise.CANCEL);
    desk.link(first, always, ALWAYS, Otherwise.WAIT);
    desk.link(first, approved, APPROVED, Otherwise.WAIT);
    desk.complete(first, 0, "approved");
    assertThat(desk.card(first).outcome()).isEqualTo("approved");
    assertThat(state(onFailure)).isEqualTo(CardState.CANCELLED);
    assertThat(state(always)).isEqualTo(CardState.READY);
    assertThat(state(approved)).isEqualTo(CardState.READY);
  }

  @Test
  void cancelled_cascadesAlongItsOwnEdges() {
    var second = desk.createAfter("second", first).id();
    var third = desk.create("third").id();
    var cleanUp = desk.create("clean up").id();
    desk.link(first, second, Condition.ON_SUCCESS, Otherwise.CANCEL);
    desk.link(second, third, Condition.ON_SUCCESS, Otherwise.CANCEL);
    desk.link(third, cleanUp, ALWAYS, Otherwise.WAIT);
    desk.fail(first, 0);
    assertThat(state(second)).isEqualTo(CardState.CANCELLED);
    assertThat(state(third)).isEqualTo(CardState.CANCELLED);
    assertThat(state(cleanUp)).isEqualTo(CardState.READY);
  }

  @Test
  void archived_parentCountsAsWhatItWas() {
    var onSuccess = desk.createAfter("s", first).id();
    var always = desk.create("a").id();
    desk.link(first, always, ALWAYS, Otherwise.WAIT);
    archive(first);
    assertThat(state(onSuccess)).isEqualTo(CardState.TODO);
    assertThat(edges(onSuccess).getFirst().standing()).isEqualTo(EdgeStanding.UNMET);
    assertThat(state(always)).isEqualTo(CardState.READY);
    unarchive(first);
    assertThat(state(always)).isEqualTo(CardState.TODO);
    desk.complete(first, 0);
    archive(first);
    assertThat(state(onSuccess)).isEqualTo(CardState.READY);
  }

  @Test
  void reopen_retractsWhateverWasBuiltOnTheEnd() {
    var done = desk.createAfter("done", first).id();
    var running = desk.createAfter("running", done).id();
    var blocked = desk.createAfter("blocked", done).id();
    desk.complete(first, 0);
    desk.complete(done, 0);
    desk.claim(running);
    desk.block(blocked, 0);
    desk.reopen(first);
    assertThat(state(first)).isEqualTo(CardState.READY);
    assertThat(state(done)).isEqualTo(CardState.TODO);
    assertThat(state(running)).isEqualTo(CardState.TODO);
    assertThat(state(blocked)).isEqualTo(CardState.BLOCKED);
    var run = desk.store().read(s -> Runs.list(s, running, Long.MAX_VALUE, 9)).getFirst();
    assertThat(run.outcome()).isEqualTo(RunOutcome.RETRACTED);
    assertThatThrownBy(() -> desk.complete(running, 1)).hasMessageContaining("lease 1 has ended");
    assertThat(desk.store().eventKinds())
        .endsWith("card.reopened", "card.retracted", "card.retracted");
    desk.complete(first, 0);
    assertThat(state(done)).isEqualTo(CardState.READY);
    assertThat(state(running)).isEqualTo(CardState.TODO);
  }

  @Test
  void reopen_ofWhatAParentWouldCancelAtOnce_isRefused() {
    var second = desk.create("second").id();
    desk.link(first, second, Condition.ON_SUCCESS, Otherwise.CANCEL);
    desk.fail(first, 0);
    assertThatThrownBy(() -> desk.reopen(second)).hasMessageContaining("OPS-1 (unmet: on success)");
    desk.unlink(first, second);
    assertThat(desk.reopen(second).state()).isEqualTo(CardState.READY);
  }

  @Test
  void blocked_neverLeavesByItself() {
    var second = desk.create("second").id();
    desk.block(second, 0);
    desk.link(first, second, Condition.ON_SUCCESS, Otherwise.CANCEL);
    assertThatThrownBy(() -> desk.complete(second, 0)).hasMessageContaining("OPS-1 (open)");
    desk.fail(first, 0);
    assertThat(state(second)).isEqualTo(CardState.BLOCKED);
    desk.store().write(tx -> desk.verbs().unblock(tx, ANNA, second, ""));
    assertThat(state(second)).isEqualTo(CardState.CANCELLED);
  }

  @Test
  void completeByHand_withOpenParents_namesThem() {
    var second = desk.createAfter("second", first).id();
    assertThatThrownBy(() -> desk.complete(second, 0))
        .hasMessage(
            "Cannot complete OPS-2: it waits for OPS-1 (open). End them so, or unlink them.");
  }

  @Test
  void promote_dryRun_writesNothing() {
    var second = desk.create("second").id();
    desk.block(second, 0);
    var would = desk.store().write(tx -> desk.verbs().promote(tx, ANNA, second, "", true));
    assertThat(would.state()).isEqualTo(CardState.READY);
    assertThat(state(second)).isEqualTo(CardState.BLOCKED);
    desk.store().write(tx -> desk.verbs().promote(tx, ANNA, second, "tired of it", false));
    assertThat(state(second)).isEqualTo(CardState.READY);
  }

  @Test
  void moveOutOfTriage_ofACardThatWaits_landsInTodo() {
    var second = desk.create("second").id();
    var triage = new ColumnId("triage");
    desk.store().write(tx -> desk.cards().move(tx, ANNA, second, triage, ""));
    desk.link(first, second);
    assertThat(state(second)).isEqualTo(CardState.TRIAGE);
    desk.store().write(tx -> desk.cards().move(tx, ANNA, second, new ColumnId("ready"), ""));
    assertThat(desk.card(second).column()).isEqualTo(new ColumnId("todo"));
  }

  @Test
  void cycles_areRefused_andTheirWayIsNamed() {
    var second = desk.createAfter("second", first).id();
    var third = desk.createAfter("third", second).id();
    assertThatThrownBy(() -> desk.link(first, first)).hasMessageContaining("wait for itself");
    assertThatThrownBy(() -> desk.link(second, first)).hasMessageContaining("OPS-1 → OPS-2.");
    assertThatThrownBy(() -> desk.link(third, first)).hasMessageContaining("OPS-1 → OPS-2 → OPS-3");
    assertThat(edges(first)).hasSize(1);
  }

  @Test
  void diamond_waitsForBothSides() {
    var left = desk.createAfter("left", first).id();
    var right = desk.createAfter("right", first).id();
    var last = desk.createAfter("last", left, right).id();
    desk.complete(first, 0);
    desk.complete(left, 0);
    assertThat(state(last)).isEqualTo(CardState.TODO);
    desk.complete(right, 0);
    assertThat(state(last)).isEqualTo(CardState.READY);
  }

  @Test
  void edges_goOverBoards() {
    var dev = new BoardId("dev");
    desk.store().write(tx -> desk.boards().create(tx, ANNA, dev, "", "", List.of()));
    var there =
        desk.store()
            .write(tx -> desk.cards().create(tx, ANNA, dev, Brief.of("there"), Optional.empty()));
    desk.link(first, there.id());
    assertThat(state(there.id())).isEqualTo(CardState.TODO);
    desk.complete(first, 0);
    assertThat(state(there.id())).isEqualTo(CardState.READY);
    var hidden = new Links.Wanted(there.id(), Condition.ON_SUCCESS, Otherwise.WAIT);
    var mine = desk.create("mine").id();
    assertThatThrownBy(() ->
            desk.store()
                .write(
                    tx -> desk.links().link(tx, ANNA, mine, hidden, board -> !board.equals(dev))))
        .hasMessageContaining("There is no card DEV-1");
  }
}
