package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.waiting.Asked;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A card that waits for a person goes on by a person's verb alone, and one that always stops for
/// the same is seen.
@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class HumanGateTest {

  private static final ColumnId TRIAGE = new ColumnId("triage");

  private final Desk desk;

  HumanGateTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private CardState blockAgain(CardId id, BlockKind kind) {
    if (desk.card(id).state() == CardState.BLOCKED) {
      desk.unblock(id);
    }
    return desk.block(id, 0, kind).state();
  }

  @Test
  void cardThatIsBlockedFromTheStart_isNeverGivenOut_andGoesOnAsItsParentsAllow() {
    var parent = desk.create("P").id();
    var gate = new Start.Gate(BlockKind.CAPABILITY, "Is the sum right?");
    var wanted = List.of(new Links.Wanted(parent, Condition.ON_SUCCESS, Otherwise.WAIT));
    var card =
        desk.store()
            .write(tx ->
                desk.links()
                    .create(
                        tx,
                        Desk.ANNA,
                        Desk.OPS,
                        Brief.of("Pay"),
                        Optional.empty(),
                        Optional.of(gate.by(Desk.ANNA, tx.now())),
                        wanted,
                        _ -> true));
    assertThat(card).isEqualTo(desk.card(card.id()));
    assertThat(card.state()).isEqualTo(CardState.BLOCKED);
    assertThat(card.reason()).isEqualTo("Is the sum right?");
    assertThat(card.waits().stop()).isNotNull();
    assertThat(card.waits().stop().by()).isEqualTo("anna");
    desk.complete(parent, 0);
    assertThat(desk.card(card.id()).state()).isEqualTo(CardState.BLOCKED);
    assertThat(desk.unblock(card.id()).state()).isEqualTo(CardState.READY);
  }

  @Test
  void blockedCard_isNeverPromotedByItself() {
    var byHand = desk.create("a").id();
    desk.schedule(byHand, 0, Duration.ofHours(1));
    desk.unblock(byHand);
    desk.block(byHand, 0);
    var byLease = desk.running("b").id();
    desk.block(byLease, 1, BlockKind.DEPENDENCY);
    var before = desk.card(byHand);
    for (int day = 0; day < 30; day++) {
      desk.store().clock().advance(Duration.ofDays(1));
      desk.wake();
      desk.lapse(Desk.LONG_READY);
    }
    assertThat(desk.card(byHand)).isEqualTo(before);
    assertThat(desk.card(byLease).state()).isEqualTo(CardState.BLOCKED);
    assertThat(desk.unblock(byHand).state()).isEqualTo(CardState.READY);
  }

  @Test
  void block_tellsWhoAndWhenAndWhat() {
    var id = desk.create("a").id();
    var blocked = desk.block(id, 0, BlockKind.CAPABILITY);
    assertThat(blocked).isEqualTo(desk.card(id));
    var stop = blocked.waits().stop();
    assertThat(stop).isNotNull();
    assertThat(stop.kind()).isEqualTo(BlockKind.CAPABILITY);
    assertThat(stop.by()).isEqualTo("anna");
    assertThat(stop.since()).isEqualTo(desk.store().clock().instant());
  }

  @Test
  void block_ofOneKindForTheThirdTime_goesToTriage() {
    var id = desk.create("a").id();
    assertThat(blockAgain(id, BlockKind.CAPABILITY)).isEqualTo(CardState.BLOCKED);
    assertThat(blockAgain(id, BlockKind.CAPABILITY)).isEqualTo(CardState.BLOCKED);
    assertThat(blockAgain(id, BlockKind.CAPABILITY)).isEqualTo(CardState.TRIAGE);
    assertThat(desk.card(id).reason()).isEqualTo("no key");
    var event = desk.store().events().getLast();
    assertThat(event.kind()).isEqualTo("card.block_loop");
    assertThat(event.payload()).contains("\"times\":3").contains("\"block_reason\":\"no key\"");
  }

  private List<Inbox.Item> inbox() {
    return desk.store()
        .read(session -> desk.inbox().list(session, _ -> true, Optional.empty(), Asked.START, 10));
  }

  private CardId looping(BlockKind kind) {
    var id = desk.create("a").id();
    for (int i = 0; i < 3; i++) {
      blockAgain(id, kind);
    }
    return id;
  }

  @Test
  void blockLoop_isStillInTheInbox_withWhoWhyAndTheCommandThatAnswersIt() {
    var id = looping(BlockKind.CAPABILITY);
    var byHand = desk.create("b").id();
    desk.store().write(tx -> desk.cards().move(tx, Desk.ANNA, byHand, TRIAGE, ""));
    assertThat(inbox()).extracting(item -> item.card().id()).containsExactly(id);
    var item = inbox().getFirst();
    assertThat(Inbox.command(item.card())).isEqualTo("gazette card specify " + id);
    assertThat(CardProtos.render(item.card()).getBlockReason()).isEqualTo("no key");
    assertThat(CardProtos.render(item.card()).getStoppedBy()).isEqualTo("anna");
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
    assertThat(inbox()).isEmpty();
    desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, id));
    assertThat(inbox()).hasSize(1);
    desk.specify(id, "clearer");
    assertThat(inbox()).isEmpty();
    assertThat(desk.card(id).reason()).isEmpty();
  }

  @Test
  void blockLoopThatAsks_isAnsweredAsAnyQuestion_andCountsAnew() {
    var id = looping(BlockKind.NEEDS_INPUT);
    assertThat(Inbox.command(desk.card(id))).isEqualTo("gazette card answer %s TEXT".formatted(id));
    assertThat(desk.answer(id).state()).isEqualTo(CardState.READY);
    assertThat(inbox()).isEmpty();
    assertThat(blockAgain(id, BlockKind.NEEDS_INPUT)).isEqualTo(CardState.BLOCKED);
  }

  @Test
  void cardThatWasMovedOutOfTriage_keepsNoReason_andAsksNobodyWhenItIsBack() {
    var id = looping(BlockKind.CAPABILITY);
    var ready = new ColumnId("ready");
    var moved = desk.store().write(tx -> desk.cards().move(tx, Desk.ANNA, id, ready, ""));
    assertThat(moved.reason()).isEmpty();
    desk.store().write(tx -> desk.cards().move(tx, Desk.ANNA, id, TRIAGE, ""));
    assertThat(inbox()).isEmpty();
  }

  @Test
  void block_ofAnotherKind_countsAnew() {
    var id = desk.create("a").id();
    blockAgain(id, BlockKind.CAPABILITY);
    blockAgain(id, BlockKind.CAPABILITY);
    assertThat(blockAgain(id, BlockKind.TRANSIENT)).isEqualTo(CardState.BLOCKED);
    assertThat(blockAgain(id, BlockKind.CAPABILITY)).isEqualTo(CardState.BLOCKED);
  }

  @Test
  void complete_forgetsHowOftenItWasBlocked() {
    var id = desk.create("a").id();
    blockAgain(id, BlockKind.CAPABILITY);
    blockAgain(id, BlockKind.CAPABILITY);
    desk.complete(id, 0);
    assertThat(desk.card(id).waits().none()).isTrue();
    desk.reopen(id);
    assertThat(blockAgain(id, BlockKind.CAPABILITY)).isEqualTo(CardState.BLOCKED);
  }
}
