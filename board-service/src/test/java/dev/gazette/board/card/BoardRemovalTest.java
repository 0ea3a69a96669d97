package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardTrash;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.dispatch.Pause;
import dev.gazette.board.dispatch.Pauses;
import dev.gazette.board.dispatch.Pausing;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.limit.WipLimit;
import dev.gazette.board.limit.WipLimits;
import dev.gazette.board.share.Shares;
import dev.gazette.board.waiting.Asked;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class BoardRemovalTest {

  private static final BoardId LAB = new BoardId("lab");
  private static final Claims.Terms TERMS = new Claims.Terms("w", Desk.MINUTE);

  private final Desk desk;

  BoardRemovalTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
    desk.store().write(tx -> desk.boards().create(tx, ANNA, LAB, "Lab", "", List.of()));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private CardId create(BoardId board, String title) {
    return desk.store()
        .write(tx -> desk.cards().create(tx, ANNA, board, Brief.of(title), Optional.empty()))
        .id();
  }

  private ClaimOutcome next(BoardId board) {
    return desk.store()
        .write(tx -> desk.claims().claimNext(tx, ANNA, board, Wanted.ANYTHING, TERMS));
  }

  private long rows(String table, String column) {
    return desk.store()
        .read(session ->
            session
                .sql("SELECT COUNT(*) FROM %s WHERE %s = ?".formatted(table, column), LAB.value())
                .number());
  }

  private List<Board> boards(boolean removed) {
    return desk.store().read(s -> desk.boards().list(s, "", removed, 9, _ -> true));
  }

  private void waitAMonth() {
    desk.store().clock().advance(BoardTrash.KEPT);
  }

  private List<Inbox.Item> inbox() {
    return desk.store()
        .read(session -> desk.inbox().list(session, _ -> true, Optional.empty(), Asked.START, 9));
  }

  @Test
  void removed_isThereForNobody_andRestoredAsItWas() {
    var card = create(LAB, "a");
    var blocked = create(LAB, "b");
    desk.block(blocked, 0);
    var before = desk.store().read(session -> desk.boards().get(session, LAB));
    assertThat(inbox()).hasSize(1);
    desk.remove(LAB);
    assertThatThrownBy(() -> desk.store().read(session -> desk.boards().get(session, LAB)))
        .hasMessageContaining("Board lab was removed by anna")
        .hasMessageContaining("gazette board restore lab");
    assertThatThrownBy(() -> create(LAB, "c")).hasMessageContaining("was removed by anna");
    assertThatThrownBy(() -> next(LAB)).hasMessageContaining("was removed by anna");
    assertThat(desk.claim(card)).isEqualTo(new ClaimOutcome.Unknown(card));
    assertThatThrownBy(() -> desk.card(card)).hasMessageContaining("There is no card LAB-1");
    assertThatThrownBy(() -> desk.complete(card, 0)).hasMessageContaining("no card LAB-1");
    assertThatThrownBy(() ->
            desk.store().write(tx -> new Comments(desk.cards()).create(tx, ANNA, card, "hm", 0)))
        .hasMessageContaining("no card LAB-1");
    assertThatThrownBy(() -> desk.remove(LAB)).hasMessageContaining("was removed by anna");
    assertThat(inbox()).isEmpty();
    assertThat(boards(false)).hasSize(1);
    assertThat(boards(true)).hasSize(2);
    assertThatThrownBy(() ->
            desk.store().write(tx -> desk.boards().create(tx, ANNA, LAB, "Lab", "", List.of())))
        .hasMessageContaining("lies in the trash until");

    var back = desk.restore(LAB);
    assertThat(back.title()).isEqualTo("Lab");
    assertThat(back.columns()).isEqualTo(before.columns());
    assertThat(desk.card(card).state()).isEqualTo(CardState.READY);
    assertThat(inbox()).hasSize(1);
    assertThat(next(LAB)).isInstanceOf(ClaimOutcome.Claimed.class);
    assertThatThrownBy(() -> desk.restore(LAB)).hasMessageContaining("not in the trash");
    assertThat(desk.store().eventKinds())
        .containsSubsequence("board.removed", "board.restored", "card.claimed");
  }

  @Test
  void remove_whileWorkersHoldCards_isRefusedAndNamesThem() {
    var card = create(LAB, "a");
    desk.claim(card);
    assertThatThrownBy(() -> desk.remove(LAB))
        .hasMessageContaining("workers hold cards of it: LAB-1 by w1");
    desk.complete(card, 1);
    assertThat(desk.remove(LAB).removal()).isNotNull();
  }

  @Test
  void theBoardDefault_isNeverRemoved() {
    desk.store()
        .write(tx -> {
          desk.boards().ensureDefault(tx, ANNA);
          return true;
        });
    assertThatThrownBy(() -> desk.remove(BoardId.DEFAULT))
        .hasMessageContaining("Board default cannot be removed");
  }

  @Test
  void afterAMonth_noRowIsLeft_andNumbersAreNotUsedTwice() {
    var parent = create(LAB, "a");
    var child = create(LAB, "b");
    desk.link(parent, child);
    var deleted = create(LAB, "c");
    desk.complete(deleted, 0);
    desk.delete(deleted);
    desk.store().write(tx -> new Comments(desk.cards()).create(tx, ANNA, parent, "hm", 0));
    var labsPause = new Pause.Of(Optional.of(LAB), "");
    Pausing.pause(desk.store(), new Pauses(desk.boards()), labsPause);
    var limits = new WipLimits(desk.boards());
    var labs = new WipLimit.Of(Optional.of(LAB), "");
    desk.store().write(tx -> limits.set(tx, ANNA, labs, 3));
    desk.store().write(tx -> new Shares(desk.boards()).set(tx, ANNA, LAB, 3));
    desk.remove(LAB);
    assertThat(desk.purgeBoards()).isZero();
    waitAMonth();
    assertThatThrownBy(() -> desk.restore(LAB)).hasMessageContaining("not in the trash");
    assertThat(desk.purgeBoards()).as("the cards, the board").isEqualTo(2);
    for (var table :
        List.of(
            "card", "comment", "run", "search_card", "trash", "card_wait", "pause", "wip_limit")) {
      assertThat(rows(table, "board_id")).as(table).isZero();
    }
    assertThat(rows("edge", "child_board_id")).isZero();
    assertThat(desk.store().eventKinds()).endsWith("board.purged");
    assertThatThrownBy(() -> create(LAB, "d"))
        .hasMessage("There is no board lab; list the boards.");
    assertThat(boards(true)).hasSize(1);
    var again =
        desk.store().write(tx -> desk.boards().create(tx, ANNA, LAB, "Another", "", List.of()));
    assertThat(again.title()).isEqualTo("Another");
    assertThat(create(LAB, "d")).isEqualTo(new CardId(LAB, 4));
  }

  @Test
  void whatWaitsOnAnotherBoard_waitsOn_andIsAskedAboutInTheEnd() {
    var parent = create(LAB, "parent");
    var waits = create(OPS, "waits");
    var cancels = create(OPS, "cancels");
    desk.link(parent, waits);
    desk.link(parent, cancels, Condition.ON_SUCCESS, Otherwise.CANCEL);
    desk.remove(LAB);
    assertThat(desk.card(waits).state()).isEqualTo(CardState.TODO);
    assertThat(desk.card(cancels).state()).isEqualTo(CardState.TODO);
    waitAMonth();
    desk.purgeBoards();
    assertThat(desk.card(waits).state()).isEqualTo(CardState.BLOCKED);
    assertThat(desk.card(waits).reason()).contains("It waited for LAB-1");
    assertThat(inbox()).hasSize(2);
  }

  @Test
  void whatItsCardsWaitFor_stillEnds() {
    var parent = create(OPS, "parent");
    var child = create(LAB, "child");
    desk.link(parent, child);
    desk.remove(LAB);
    desk.complete(parent, 0);
    assertThat(desk.claim(child)).isEqualTo(new ClaimOutcome.Unknown(child));
    assertThatThrownBy(() -> next(LAB)).hasMessageContaining("was removed");
    desk.restore(LAB);
    assertThat(desk.card(child).state()).isEqualTo(CardState.READY);
  }

  @Test
  void scheduledCards_sleepUntilTheirBoardIsBack() {
    var card = create(LAB, "later");
    desk.schedule(card, 0, Duration.ofHours(1));
    desk.remove(LAB);
    assertThat(desk.store().read(desk.schedules()::nextWake)).isEmpty();
    desk.store().clock().advance(Duration.ofHours(2));
    assertThat(desk.wake()).isZero();
    desk.restore(LAB);
    assertThat(desk.wake()).isEqualTo(1);
    assertThat(desk.card(card).state()).isEqualTo(CardState.READY);
  }

  @Test
  void keyOfARemovedBoard_isNoWayToItsCards() {
    var key = new CardKey("nightly", "h1");
    var other = new CardKey("nightly", "h2");
    var card = createOnce(key);
    desk.remove(LAB);
    assertThatThrownBy(() -> createOnce(key)).hasMessageContaining("was removed by anna");
    assertThatThrownBy(() -> createOnce(other)).hasMessageContaining("was removed by anna");
    desk.restore(LAB);
    assertThat(createOnce(key)).isEqualTo(card);
  }

  private CardId createOnce(CardKey key) {
    return desk.store()
        .write(tx ->
            CardKeys.once(
                tx,
                LAB,
                key,
                t -> desk.cards().create(t, ANNA, LAB, Brief.of("a"), Optional.empty())))
        .id();
  }

  @Test
  void turnsOfBoards_passARemovedOneOver() {
    create(LAB, "a");
    var other = create(OPS, "b");
    desk.remove(LAB);
    var fair = new FairClaims(desk.claims());
    var outcome =
        desk.store().write(tx -> fair.claimNext(tx, ANNA, _ -> true, Wanted.ANYTHING, TERMS));
    assertThat(outcome).isInstanceOf(ClaimOutcome.Claimed.class);
    assertThat(desk.card(other).state()).isEqualTo(CardState.RUNNING);
    var vain =
        desk.store().write(tx -> fair.claimNext(tx, ANNA, _ -> true, Wanted.ANYTHING, TERMS));
    assertThat(vain).isInstanceOf(ClaimOutcome.NothingAnywhere.class);
  }

  @Test
  void moveOnARemovedBoard_isRefused_whateverTheWriterRemembers() {
    var card = create(LAB, "a");
    desk.card(card);
    desk.remove(LAB);
    assertThatThrownBy(() ->
            desk.store().write(tx -> desk.cards().move(tx, ANNA, card, new ColumnId("triage"), "")))
        .hasMessageContaining("There is no card LAB-1");
  }
}
