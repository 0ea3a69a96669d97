package dev.gazette.board.limit;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.LIMIT_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.POOL_FULL;
import static dev.gazette.board.error.BoardReason.POOL_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.ClaimOutcome;
import dev.gazette.board.card.Claims;
import dev.gazette.board.card.Verbs;
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
final class LimitsTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");
  private static final BoardId WEB = new BoardId("web");
  private static final PoolId GPU = new PoolId("gpu");

  private final TestStore store;
  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Claims claims = new Claims(boards);
  private final Verbs verbs = new Verbs(cards);
  private final WipLimits limits = new WipLimits(boards);
  private final Pools pools = new Pools();

  LimitsTest(Supplier<TestStore> kind) {
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

  private CardId create(BoardId board, String assignee, String pool) {
    var brief = new Brief("a", "", 0, List.of(), assignee, null, "", pool);
    return store.write(tx -> cards.create(tx, ANNA, board, brief, Optional.empty())).id();
  }

  private ClaimOutcome claim(CardId card) {
    return store.write(tx -> claims.claim(tx, ANNA, card, terms()));
  }

  private ClaimOutcome next(BoardId board) {
    return store.write(tx -> claims.claimNext(tx, ANNA, board, Wanted.ANYTHING, terms()));
  }

  private static CardId id(ClaimOutcome outcome) {
    return ((ClaimOutcome.Claimed) outcome).card().id();
  }

  private static Claims.Terms terms() {
    return new Claims.Terms("w1", Duration.ofMinutes(1));
  }

  private void complete(CardId card) {
    store.write(tx -> verbs.complete(tx, ANNA, card, 1, "", ""));
  }

  private WipLimit limit(Optional<BoardId> board, String assignee, int most) {
    return store.write(tx -> limits.set(tx, ANNA, new WipLimit.Of(board, assignee), most));
  }

  private Pool pool(int capacity) {
    return store.write(tx -> pools.set(tx, ANNA, GPU, capacity));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static void assertFull(ClaimOutcome outcome, Limit limit, CardId... running) {
    assertThat(outcome).isInstanceOf(ClaimOutcome.NoRoom.class);
    assertThat(((ClaimOutcome.NoRoom) outcome).full()).isEqualTo(new Full(limit, List.of(running)));
  }

  @Test
  void limitOfABoard_boundsWhatRunsThere() {
    var first = create(OPS, "", "");
    var second = create(OPS, "", "");
    var other = create(WEB, "", "");
    var limit = limit(Optional.of(OPS), "", 1);
    claim(first);
    assertFull(claim(second), limit, first);
    assertRefused(WIP_LIMIT_REACHED, () -> next(OPS));
    assertThat(id(next(WEB))).isEqualTo(other);
    complete(first);
    assertThat(id(next(OPS))).isEqualTo(second);
  }

  @Test
  void limitOfAnAssignee_passesOverTheirCardsOnly() {
    var hers = create(OPS, "coder", "");
    var more = create(OPS, "coder", "");
    var elsewhere = create(WEB, "coder", "");
    var his = create(OPS, "writer", "");
    limit(Optional.of(OPS), "coder", 1);
    assertThat(id(next(OPS))).isEqualTo(hers);
    assertThat(id(next(OPS))).isEqualTo(his);
    assertThat(next(OPS)).isInstanceOf(ClaimOutcome.NothingReady.class);
    var everywhere = limit(Optional.empty(), "coder", 1);
    assertFull(claim(elsewhere), everywhere, hers);
    complete(hers);
    assertThat(id(claim(elsewhere))).isEqualTo(elsewhere);
    assertFull(claim(more), everywhere, elsewhere);
  }

  @Test
  void limitOfAllBoards_boundsEverything() {
    var first = create(OPS, "", "");
    create(WEB, "", "");
    limit(Optional.empty(), "", 1);
    claim(first);
    assertRefused(WIP_LIMIT_REACHED, () -> next(WEB));
  }

  @Test
  void pool_isNeverOverfilled_overAllBoards() {
    var pool = pool(1);
    var first = create(OPS, "", "gpu");
    var second = create(WEB, "", "gpu");
    var free = create(WEB, "", "");
    assertThat(id(next(OPS))).isEqualTo(first);
    assertFull(claim(second), pool, first);
    assertThat(id(next(WEB))).isEqualTo(free);
    var nothing = (ClaimOutcome.NothingReady) next(WEB);
    assertThat(nothing.heldBack()).containsExactly(new Full(pool, List.of(first)));
    complete(first);
    assertThat(id(next(WEB))).isEqualTo(second);
  }

  @Test
  void refusal_namesTheLimit_whatFillsIt_andTheWayOut_butNoCardElsewhere() {
    pool(2);
    var here = create(OPS, "", "gpu");
    claim(here);
    claim(create(WEB, "", "gpu"));
    var full = ((ClaimOutcome.NoRoom) claim(create(OPS, "", "gpu"))).full();
    assertThat(full.refusal("claim", new CardId(OPS, 2)))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(POOL_FULL))
        .hasMessage(
            "Cannot claim OPS-2: pool gpu runs 2 of at most 2 cards (OPS-1). Finish one, or raise the limit: `gazette"
                + " pool set gpu 3`.");
  }

  @Test
  void limitThatIsLowered_endsNothing() {
    var first = create(OPS, "", "");
    var second = create(OPS, "", "");
    claim(first);
    claim(second);
    limit(Optional.of(OPS), "", 1);
    complete(first);
    create(OPS, "", "");
    assertRefused(WIP_LIMIT_REACHED, () -> next(OPS));
    complete(second);
    assertThat(next(OPS)).isInstanceOf(ClaimOutcome.Claimed.class);
  }

  @Test
  void runningCard_isNotPutIntoAFullPool() {
    pool(1);
    claim(create(OPS, "", "gpu"));
    var other = create(OPS, "", "");
    claim(other);
    var change =
        new Brief.Change(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("gpu"));
    assertRefused(POOL_FULL, () -> store.write(tx -> cards.update(tx, ANNA, other, change, "")));
    pool(2);
    store.write(tx -> cards.update(tx, ANNA, other, change, ""));
    assertThat(store.read(session -> cards.get(session, other)).brief().poolId()).isEqualTo("gpu");
  }

  @Test
  void limits_areToldOnce_andRemoved() {
    var limit = limit(Optional.of(OPS), "coder", 2);
    store.clock().advance(Duration.ofMinutes(1));
    assertThat(limit(Optional.of(OPS), "coder", 2)).isEqualTo(limit);
    pool(1);
    pool(0);
    assertThat(store.eventKinds()).endsWith("limit.set", "pool.set", "pool.set");
    store.write(tx -> limits.remove(tx, ANNA, limit.cards()));
    store.write(tx -> pools.remove(tx, ANNA, GPU));
    assertThat(store.eventKinds()).endsWith("limit.removed", "pool.removed");
    assertThat(store.read(WipLimits::list)).isEmpty();
    assertThat(store.read(Pools::list)).isEmpty();
  }

  @Test
  void whatIsNotThere_isRefused() {
    assertRefused(BOARD_NOT_FOUND, () -> limit(Optional.of(new BoardId("none")), "", 1));
    limit(Optional.of(OPS), "", 1);
    assertRefused(
        LIMIT_NOT_FOUND,
        () -> store.write(tx -> limits.remove(tx, ANNA, new WipLimit.Of(Optional.empty(), ""))));
    assertRefused(POOL_NOT_FOUND, () -> create(OPS, "", "gpu"));
    assertRefused(POOL_NOT_FOUND, () -> store.write(tx -> pools.remove(tx, ANNA, GPU)));
  }

  @Test
  void poolThatIsGone_boundsNothing() {
    pool(0);
    var card = create(OPS, "", "gpu");
    assertThat(claim(card)).isInstanceOf(ClaimOutcome.NoRoom.class);
    store.write(tx -> pools.remove(tx, ANNA, GPU));
    assertThat(id(claim(card))).isEqualTo(card);
  }
}
