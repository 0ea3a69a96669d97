package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.limit.WipLimit;
import dev.gazette.board.limit.WipLimits;
import dev.gazette.board.share.Shares;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class FairClaimsTest {

  private static final BoardId DEV = new BoardId("dev");
  private static final BoardId WEB = new BoardId("web");
  private static final List<BoardId> ALL = List.of(OPS, DEV, WEB);

  private final Desk desk;
  private final FairClaims fair;
  private final Shares shares;

  FairClaimsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
    fair = new FairClaims(desk.claims());
    shares = new Shares(desk.boards());
    for (var board : List.of(DEV, WEB)) {
      desk.store().write(tx -> desk.boards().create(tx, ANNA, board, "", "", List.of()));
    }
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private CardId create(BoardId board, int priority) {
    var brief = new Brief("a", "", priority, List.of(), "", null, "");
    return desk.store()
        .write(tx -> desk.cards().create(tx, ANNA, board, brief, Optional.empty()))
        .id();
  }

  private void create(BoardId board, int priority, int many) {
    for (int i = 0; i < many; i++) {
      create(board, priority);
    }
  }

  private ClaimOutcome next(List<BoardId> among) {
    var terms = new Claims.Terms("w", Desk.MINUTE);
    return desk.store()
        .write(tx -> fair.claimNext(tx, ANNA, among::contains, Wanted.ANYTHING, terms));
  }

  private CardId nextId() {
    return ((ClaimOutcome.Claimed) next(ALL)).card().id();
  }

  private void weigh(BoardId board, int weight) {
    desk.store().write(tx -> shares.set(tx, ANNA, board, weight));
  }

  private Map<BoardId, Integer> claims(int many, Random random) {
    var counts = new HashMap<BoardId, Integer>();
    Deque<CardId> running = new ArrayDeque<>();
    for (int i = 0; i < many; i++) {
      desk.store().clock().advance(Duration.ofMillis(random.nextInt(1_000)));
      var id = nextId();
      counts.merge(id.board(), 1, Integer::sum);
      running.add(id);
      while (running.size() > random.nextInt(6)) {
        desk.complete(running.remove(), 1);
      }
    }
    running.forEach(id -> desk.complete(id, 1));
    return counts;
  }

  @Test
  void shares_followTheWeights_withinAFewPerCent() {
    weigh(DEV, 2);
    weigh(WEB, 5);
    create(OPS, 0, 130);
    create(DEV, 0, 230);
    create(WEB, 0, 530);
    var counts = claims(800, new Random(7));
    assertThat(counts.get(OPS)).isCloseTo(100, within(4));
    assertThat(counts.get(DEV)).isCloseTo(200, within(8));
    assertThat(counts.get(WEB)).isCloseTo(500, within(15));
  }

  @Test
  void floodedBoard_starvesNoOther() {
    create(OPS, 1_000, 200);
    desk.store().clock().advance(Duration.ofDays(3)); // However old the flood is.
    claims(40, new Random(1));
    var urgent = create(DEV, -5);
    assertThat(List.of(nextId(), nextId())).contains(urgent);
    create(DEV, 0, 20);
    var counts = claims(40, new Random(2));
    assertThat(counts.get(DEV)).isCloseTo(20, within(2));
  }

  @Test
  void idleBoard_savesNothingUp() {
    create(OPS, 0, 200);
    claims(100, new Random(1));
    create(DEV, 0, 50);
    var counts = claims(40, new Random(2));
    assertThat(counts.get(DEV)).isCloseTo(20, within(2));
  }

  @Test
  void boardThatMayGiveNothing_savesNothingUp_andHoldsNobodyUp() {
    create(OPS, 0, 100);
    create(DEV, 0, 50);
    var limits = new WipLimits(desk.boards());
    var cards = new WipLimit.Of(Optional.of(DEV), "");
    desk.store().write(tx -> limits.set(tx, ANNA, cards, 1));
    desk.claim(create(DEV, 5));
    assertThat(claims(40, new Random(1))).containsOnlyKeys(OPS);
    desk.store().write(tx -> limits.remove(tx, ANNA, cards));
    assertThat(claims(30, new Random(2)).get(DEV)).isCloseTo(15, within(2));
  }

  @Test
  void lightBoard_beside_aHeavyOne_isServedWithTime() {
    weigh(OPS, 1_000);
    create(OPS, 0, 150);
    create(DEV, 0, 10);
    var counts = claims(20, new Random(1));
    assertThat(counts.getOrDefault(DEV, 0)).isLessThanOrEqualTo(1);
    desk.store().clock().advance(Duration.ofHours(1));
    assertThat(List.of(nextId().board(), nextId().board(), nextId().board())).contains(DEV);
  }

  @Test
  void otherBoards_areNotAsked() {
    create(OPS, 0);
    assertThat(next(List.of(DEV, WEB))).isEqualTo(new ClaimOutcome.NothingAnywhere(false));
    var card = create(WEB, 0);
    assertThat(((ClaimOutcome.Claimed) next(List.of(DEV, WEB))).card().id()).isEqualTo(card);
  }

  @Test
  void withinABoard_theBestCardComesFirst() {
    create(DEV, 0);
    var best = create(DEV, 9);
    assertThat(nextId()).isEqualTo(best);
  }
}
