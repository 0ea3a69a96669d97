package dev.gazette.board.dispatch;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.DISPATCH_NOT_PAUSED;
import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.ClaimOutcome;
import dev.gazette.board.card.Claims;
import dev.gazette.board.card.Wanted;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class PausesTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");
  private static final BoardId WEB = new BoardId("web");

  private final TestStore store;
  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Claims claims = new Claims(boards);
  private final Pauses pauses = new Pauses(boards);

  PausesTest(Supplier<TestStore> kind) {
    store = kind.get();
    for (var board : List.of(OPS, WEB)) {
      store.write(tx -> boards.create(tx, ANNA, board, "", "", List.of()));
    }
  }

  static Stream<Supplier<TestStore>> stores() {
    return TestStore.both("board").stream();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private CardId create(BoardId board, String assignee) {
    var brief = new Brief("a", "", 0, List.of(), assignee, null, "");
    return store.write(tx -> cards.create(tx, ANNA, board, brief, Optional.empty())).id();
  }

  private ClaimOutcome claim(CardId card) {
    return store.write(tx -> claims.claim(tx, ANNA, card, terms()));
  }

  private ClaimOutcome next(BoardId board) {
    return store.write(tx -> claims.claimNext(tx, ANNA, board, Wanted.ANYTHING, terms()));
  }

  private static Claims.Terms terms() {
    return new Claims.Terms("w1", Duration.ofMinutes(1));
  }

  private Pause pause(Optional<BoardId> board, String assignee) {
    return store.write(tx -> pauses.pause(tx, ANNA, new Pause.Of(board, assignee), "disk full"));
  }

  private void resume(Optional<BoardId> board, String assignee) {
    store.write(tx -> pauses.resume(tx, ANNA, new Pause.Of(board, assignee)));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void pause_ofABoard_holdsItsCardsBack_untilResumed() {
    var card = create(OPS, "");
    var other = create(WEB, "");
    pause(Optional.of(OPS), "");
    assertRefused(DISPATCH_PAUSED, () -> claim(card));
    assertRefused(DISPATCH_PAUSED, () -> next(OPS));
    assertThat(claim(other)).isInstanceOf(ClaimOutcome.Claimed.class);
    resume(Optional.of(OPS), "");
    assertThat(next(OPS)).isInstanceOf(ClaimOutcome.Claimed.class);
  }

  @Test
  void pause_ofAllBoards_holdsEverythingBack() {
    var card = create(WEB, "");
    pause(Optional.empty(), "");
    assertRefused(DISPATCH_PAUSED, () -> claim(card));
    assertRefused(DISPATCH_PAUSED, () -> next(OPS));
  }

  @Test
  void pause_ofAnAssignee_passesOverTheirCardsOnly() {
    var hers = create(OPS, "coder");
    var his = create(OPS, "writer");
    pause(Optional.empty(), "coder");
    assertRefused(DISPATCH_PAUSED, () -> claim(hers));
    assertThat(((ClaimOutcome.Claimed) next(OPS)).card().id()).isEqualTo(his);
    assertThat(next(OPS)).isEqualTo(new ClaimOutcome.NothingReady(OPS));
    pause(Optional.of(OPS), "writer");
    assertThat(next(OPS)).isEqualTo(new ClaimOutcome.NothingReady(OPS));
    resume(Optional.empty(), "coder");
    assertThat(((ClaimOutcome.Claimed) next(OPS)).card().id()).isEqualTo(hers);
  }

  @Test
  void pause_twice_staysAsItWas_andIsToldOnce() {
    var first = pause(Optional.of(OPS), "coder");
    store.clock().advance(Duration.ofMinutes(1));
    assertThat(pause(Optional.of(OPS), "coder")).isEqualTo(first);
    assertThat(store.eventKinds()).endsWith("board.created", "dispatch.paused");
    resume(Optional.of(OPS), "coder");
    assertThat(store.eventKinds()).endsWith("dispatch.paused", "dispatch.resumed");
    assertThat(store.read(Pauses::list)).isEmpty();
  }

  @Test
  void pauseOrResume_ofWhatIsNotThere_isRefused() {
    assertRefused(BOARD_NOT_FOUND, () -> pause(Optional.of(new BoardId("none")), ""));
    pause(Optional.of(OPS), "");
    assertRefused(DISPATCH_NOT_PAUSED, () -> resume(Optional.empty(), ""));
    assertRefused(DISPATCH_NOT_PAUSED, () -> resume(Optional.of(OPS), "coder"));
  }
}
