package dev.gazette.board.explain;

import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_BACKOFF;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_BLOCK;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_BREAKER;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_COLUMN;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_DEPENDENCY;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_ENDED;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_LEASE;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_LIMIT;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_NO_WORKER;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_PAUSE;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_POOL;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_REVIEW;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_SCHEDULE;
import static dev.gazette.proto.board.v1.GateKind.GATE_KIND_TRIAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.gazette.board.card.BoardServer;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.DispatchServiceGrpc;
import dev.gazette.proto.board.v1.Edge;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.ExplainCardRequest;
import dev.gazette.proto.board.v1.ExplainServiceGrpc;
import dev.gazette.proto.board.v1.ExplainServiceGrpc.ExplainServiceBlockingStub;
import dev.gazette.proto.board.v1.Explanation;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.Gate;
import dev.gazette.proto.board.v1.GateKind;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.LimitServiceGrpc;
import dev.gazette.proto.board.v1.PauseDispatchRequest;
import dev.gazette.proto.board.v1.PoolServiceGrpc;
import dev.gazette.proto.board.v1.RequestReviewRequest;
import dev.gazette.proto.board.v1.ReviewServiceGrpc;
import dev.gazette.proto.board.v1.SetPoolRequest;
import dev.gazette.proto.board.v1.SetWipLimitRequest;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ExplainGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer server;
  private CardServiceBlockingStub cards;
  private ExplainServiceBlockingStub explain;

  @BeforeEach
  void start() {
    server = new BoardServer(folder);
    cards = server.server().asOwner(CardServiceGrpc::newBlockingStub);
    explain = server.server().asOwner(ExplainServiceGrpc::newBlockingStub);
    server.createBoard("ops");
    server.createBoard("web");
  }

  @AfterEach
  void stop() {
    server.line().drain();
    server.close();
  }

  private String create(String board, Card.Builder card, String... parents) {
    var request = CreateCardRequest.newBuilder().setBoardId(board).setCard(card.setTitle("a"));
    for (String parent : parents) {
      request.addParents(Edge.newBuilder().setParentId(parent));
    }
    return cards.createCard(request.build()).getId();
  }

  private String create() {
    return create("ops", Card.newBuilder());
  }

  private void claim(String id) {
    cards.claimCard(ClaimCardRequest.newBuilder().setCardId(id).setWorker("ada").build());
  }

  private Explanation explain(String id) {
    return explain.explainCard(ExplainCardRequest.newBuilder().setCardId(id).build());
  }

  /// The gates of one kind; there must be some.
  private List<Gate> gates(String id, GateKind kind) {
    var found = explain(id).getGatesList().stream().filter(gate -> gate.getKind() == kind).toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  private Gate gate(String id, GateKind kind) {
    return gates(id, kind).getFirst();
  }

  @Test
  void cardThatNothingHolds_hasAPlace() {
    create("ops", Card.newBuilder().setPriority(5));
    claim(create());
    String id = create();
    create();
    assertThat(explain(id).getGatesList()).isEmpty();
    assertThat(explain(id).getPlace()).isEqualTo(2);
  }

  private Future<Claim> waiter(ClaimNextCardRequest.Builder next) {
    var answer =
        server
            .server()
            .asOwner(CardServiceGrpc::newFutureStub)
            .claimNextCard(next.setBoardId("ops").setWait(Durations.fromMinutes(1)).build());
    while (server.line().length() == 0) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Test
  void readyCard_withoutWorkers_saysSo() {
    String id = create("ops", Card.newBuilder().addLabels("x"));
    var gate = gate(id, GATE_KIND_NO_WORKER);
    assertThat(gate.getBlockersList()).containsExactly("ops");
    assertThat(gate.getWhy())
        .isEqualTo("No worker in line would take it, and none works on a card of board ops");
    claim(create("ops", Card.newBuilder().addLabels("y")));
    assertThat(explain(id).getGatesList()).isEmpty();
  }

  @Test
  void readyCard_thatNobodyInLineWouldTake_saysSo() {
    String id = create("ops", Card.newBuilder().addLabels("x"));
    var other = waiter(ClaimNextCardRequest.newBuilder().setLabel("y"));
    var reviewer = waiter(ClaimNextCardRequest.newBuilder().setReview(true));
    assertThat(gate(id, GATE_KIND_NO_WORKER).getBlockersList()).containsExactly("ops");
    assertThat(explain(id).getWaitingWorkers()).isZero();
    assertThat(other.cancel(true)).isTrue();
    assertThat(reviewer.cancel(true)).isTrue();
  }

  @Test
  void cardOfAnAssigneeWhomNobodyIs_isNamedWithTheAssignee() {
    String bobs = create("ops", Card.newBuilder().setAssignee("bbo"));
    claim(create());
    var gate = gate(bobs, GATE_KIND_NO_WORKER);
    assertThat(gate.getBlockersList()).containsExactly("bbo");
    assertThat(gate.getWhy())
        .isEqualTo("No worker in line would take it, and none works on a card of assignee bbo");
    claim(create("web", Card.newBuilder().setAssignee("bbo")));
    assertThat(explain(bobs).getGatesList()).isEmpty();
  }

  @Test
  void cardThatSomebodyInLineWaitsToBeAllowed_hasAWorker() {
    server
        .server()
        .asOwner(DispatchServiceGrpc::newBlockingStub)
        .pauseDispatch(PauseDispatchRequest.newBuilder().setBoardId("ops").build());
    String id = create("ops", Card.newBuilder().setAssignee("bob").addLabels("x"));
    var bob = waiter(ClaimNextCardRequest.newBuilder().setAssignee("bob").setLabel("x"));
    assertThat(explain(id).getGatesList())
        .extracting(Gate::getKind)
        .containsExactly(GATE_KIND_PAUSE);
    assertThat(explain(id).getWaitingWorkers()).isEqualTo(1);
    assertThat(bob.cancel(true)).isTrue();
  }

  @Test
  void cardThatWaits_namesEachParent() {
    String one = create();
    String two = create("web", Card.newBuilder());
    String child = create("ops", Card.newBuilder(), one, two);
    var found = gates(child, GATE_KIND_DEPENDENCY);
    assertThat(found).hasSize(2);
    assertThat(found.getFirst().getBlockersList()).containsExactly(one);
    assertThat(found.getFirst().getWhy()).contains("OPS-1 (open), which is ready");
    assertThat(found.getFirst().getCommand()).isEqualTo("gazette card unlink OPS-1 OPS-2");
    var tests = server.server();
    var some =
        tests.with(tests.token("r", "board.read@boards/ops"), ExplainServiceGrpc::newBlockingStub);
    var told = some.explainCard(ExplainCardRequest.newBuilder().setCardId(child).build());
    assertThat(told.getGates(1).getWhy()).contains("WEB-1 (open)").doesNotContain("which is");
  }

  @Test
  void stateOfACard_isAGate_withWhoAndHowLong() {
    String blocked = create();
    cards.blockCard(BlockCardRequest.newBuilder().setCardId(blocked).setReason("no key").build());
    var block = gate(blocked, GATE_KIND_BLOCK);
    assertThat(block.getWhy()).isEqualTo("It is blocked: no key");
    assertThat(block.getWho()).isEqualTo("owner");
    assertThat(block.hasSince()).isTrue();
    assertThat(block.getCommand()).isEqualTo("gazette card unblock OPS-1");
    var wake = Timestamps.fromMillis(PinnedClock.START.toEpochMilli() + 60_000);
    String asleep = create("ops", Card.newBuilder().setWakeTime(wake));
    assertThat(gate(asleep, GATE_KIND_SCHEDULE).getUntil()).isEqualTo(wake);
    String held = create();
    claim(held);
    assertThat(gate(held, GATE_KIND_LEASE).getWho()).isEqualTo("ada");
    assertThat(gate(held, GATE_KIND_LEASE).hasUntil()).isTrue();
    String triage = create("ops", Card.newBuilder().setColumnId("triage"));
    assertThat(gate(triage, GATE_KIND_TRIAGE).getCommand())
        .isEqualTo("gazette card move OPS-4 ready");
    String done = create();
    cards.completeCard(CompleteCardRequest.newBuilder().setCardId(done).build());
    assertThat(gate(done, GATE_KIND_ENDED).getCommand()).isEqualTo("gazette card reopen OPS-5");
    cards.archiveCard(ArchiveCardRequest.newBuilder().setCardId(done).build());
    assertThat(gate(done, GATE_KIND_ENDED).getCommand()).isEqualTo("gazette card unarchive OPS-5");
    String reviewed = create();
    server
        .server()
        .asOwner(ReviewServiceGrpc::newBlockingStub)
        .requestReview(RequestReviewRequest.newBuilder().setCardId(reviewed).build());
    assertThat(gate(reviewed, GATE_KIND_REVIEW).hasSince()).isTrue();
  }

  @Test
  void blockLoop_isExplainedByItsReason_notByTriageAlone() {
    String id = create();
    for (int i = 0; i < 3; i++) {
      if (i > 0) {
        cards.unblockCard(UnblockCardRequest.newBuilder().setCardId(id).build());
      }
      cards.blockCard(BlockCardRequest.newBuilder().setCardId(id).setReason("which key?").build());
    }
    var triage = gate(id, GATE_KIND_TRIAGE);
    assertThat(triage.getWhy())
        .isEqualTo(
            "It was blocked 3 times in a row (needs_input), so somebody has to look at it anew: which key?");
    assertThat(triage.getWho()).isEqualTo("owner");
    assertThat(triage.getCommand()).isEqualTo("gazette card answer OPS-1 TEXT");
  }

  @Test
  void failedAttempt_andTheBreakerThatItOpened_areGates() {
    var attempts = server.server().asOwner(AttemptServiceGrpc::newBlockingStub);
    String failed = "";
    for (int i = 0; i < 5; i++) {
      failed = create();
      claim(failed);
      attempts.failAttempt(
          FailAttemptRequest.newBuilder()
              .setCardId(failed)
              .setEpoch(1)
              .setExit(ExitClass.EXIT_CLASS_CRASHED)
              .setError("exit 137")
              .build());
    }
    var backoff = gate(failed, GATE_KIND_BACKOFF);
    assertThat(backoff.getWhy())
        .startsWith("The last attempt failed (crashed: exit 137); the next may begin at ");
    assertThat(backoff.hasUntil()).isTrue();
    assertThat(backoff.getCommand()).isEqualTo("gazette card unblock " + failed);
    var breaker = gate(create(), GATE_KIND_BREAKER);
    assertThat(breaker.getWhy()).contains("5 attempts failed in a row, the last on " + failed);
    assertThat(breaker.getBlockersList()).containsExactly(failed);
    assertThat(breaker.getCommand()).isEqualTo("gazette dispatch resume --board ops");
    assertThat(breaker.getUntil())
        .isEqualTo(Timestamps.fromMillis(PinnedClock.START.toEpochMilli() + 60_000));
  }

  @Test
  void severalGates_areAllNamed() {
    server
        .server()
        .asOwner(PoolServiceGrpc::newBlockingStub)
        .setPool(SetPoolRequest.newBuilder().setPoolId("gpu").setCapacity(1).build());
    String first = create("ops", Card.newBuilder().setPoolId("gpu"));
    claim(first);
    server
        .server()
        .asOwner(LimitServiceGrpc::newBlockingStub)
        .setWipLimit(SetWipLimitRequest.newBuilder().setBoardId("ops").setMost(1).build());
    limitRunning();
    server
        .server()
        .asOwner(DispatchServiceGrpc::newBlockingStub)
        .pauseDispatch(
            PauseDispatchRequest.newBuilder().setBoardId("ops").setReason("disk full").build());
    String second = create("ops", Card.newBuilder().setPoolId("gpu"));
    assertThat(explain(second).getGatesList())
        .extracting(Gate::getKind)
        .containsExactly(GATE_KIND_PAUSE, GATE_KIND_LIMIT, GATE_KIND_POOL, GATE_KIND_COLUMN);
    assertThat(gate(second, GATE_KIND_POOL).getBlockersList()).containsExactly(first);
    assertThat(gate(second, GATE_KIND_POOL).getCommand()).isEqualTo("gazette pool set gpu 2");
    assertThat(gate(second, GATE_KIND_LIMIT).getCommand())
        .isEqualTo("gazette limit set 2 --board ops");
    assertThat(gate(second, GATE_KIND_PAUSE).getWhy())
        .contains("owner paused board ops", "disk full");
    assertThat(gate(second, GATE_KIND_PAUSE).getCommand())
        .isEqualTo("gazette dispatch resume --board ops");
  }

  private void limitRunning() {
    var boards = server.server().asOwner(BoardServiceGrpc::newBlockingStub);
    var now = boards.getBoard(GetBoardRequest.newBuilder().setBoardId("ops").build()).toBuilder();
    for (var column : now.getColumnsBuilderList()) {
      if (column.getId().equals("running")) {
        column.setWipLimit(1);
      }
    }
    boards.updateBoard(
        UpdateBoardRequest.newBuilder()
            .setBoard(now)
            .setUpdateMask(FieldMask.newBuilder().addPaths("columns"))
            .build());
  }

  @Test
  void whatIsNotThere_orNotToBeRead_isRefused() {
    assertRefused(CARD_NOT_FOUND, () -> explain("OPS-9"));
    create();
    var tests = server.server();
    var other =
        tests.with(tests.token("r", "board.read@boards/web"), ExplainServiceGrpc::newBlockingStub);
    assertRefused(
        GRANT_MISSING,
        () -> other.explainCard(ExplainCardRequest.newBuilder().setCardId("OPS-1").build()));
  }
}
