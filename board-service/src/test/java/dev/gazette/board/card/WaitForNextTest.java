package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.TOKEN_REVOKED;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.BoardServiceGrpc.BoardServiceBlockingStub;
import dev.gazette.proto.board.v1.CancelCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceFutureStub;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardOfBoardsRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.DispatchServiceGrpc;
import dev.gazette.proto.board.v1.Edge;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.MoveCardRequest;
import dev.gazette.proto.board.v1.PauseDispatchRequest;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import dev.gazette.proto.board.v1.ReopenCardRequest;
import dev.gazette.proto.board.v1.ResumeDispatchRequest;
import dev.gazette.proto.board.v1.UnarchiveCardRequest;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers that wait for a card are woken by whatever makes one ready.
@Timeout(60)
final class WaitForNextTest {

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;
  private CardServiceFutureStub waiting;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    waiting = board.server().asOwner(CardServiceGrpc::newFutureStub);
    board.createBoard("ops");
  }

  @AfterEach
  void stop() {
    board.line().drain();
    board.close();
  }

  private static ClaimNextCardRequest.Builder next() {
    return ClaimNextCardRequest.newBuilder().setBoardId("ops").setWait(Durations.fromMinutes(10));
  }

  /// Somebody who waits, and was tried in vain.
  private Future<Claim> waiter(ClaimNextCardRequest request) {
    return inLine(() -> waiting.claimNextCard(request));
  }

  private Future<Claim> inLine(Supplier<Future<Claim>> call) {
    int before = board.line().length();
    var answer = call.get();
    while (board.line().length() == before) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private Future<Claim> waiter() {
    return waiter(next().build());
  }

  private String create(String title) {
    return create(Card.newBuilder().setTitle(title).build());
  }

  private String create(Card card) {
    return create("ops", card);
  }

  private String create(String on, Card card) {
    return cards
        .createCard(CreateCardRequest.newBuilder().setBoardId(on).setCard(card).build())
        .getId();
  }

  private Claim claim(String id) {
    return cards.claimCard(ClaimCardRequest.newBuilder().setCardId(id).build());
  }

  private void complete(String id, long epoch) {
    cards.completeCard(CompleteCardRequest.newBuilder().setCardId(id).setEpoch(epoch).build());
  }

  private static void assertGiven(String id, Future<Claim> answer) throws Exception {
    assertThat(answer.get(20, TimeUnit.SECONDS).getCard().getId()).isEqualTo(id);
  }

  @Test
  void cardThatIsReadyAlready_isGivenAtOnce() throws Exception {
    String id = create("a");
    assertGiven(id, waiting.claimNextCard(next().build()));
  }

  @Test
  void newCard_wakesAWaiter() throws Exception {
    var answer = waiter();
    assertGiven(create("a"), answer);
  }

  @Test
  void lastParentThatEnds_wakesAWaiter() throws Exception {
    String parent = create("a");
    claim(parent);
    String child =
        cards
            .createCard(
                CreateCardRequest.newBuilder()
                    .setBoardId("ops")
                    .setCard(Card.newBuilder().setTitle("b"))
                    .addParents(Edge.newBuilder().setParentId(parent))
                    .build())
            .getId();
    var answer = waiter();
    complete(parent, 1);
    assertGiven(child, answer);
  }

  @Test
  void unblock_wakesAWaiter() throws Exception {
    String id = create("a");
    cards.blockCard(BlockCardRequest.newBuilder().setCardId(id).setReason("why").build());
    var answer = waiter();
    cards.unblockCard(UnblockCardRequest.newBuilder().setCardId(id).build());
    assertGiven(id, answer);
  }

  @Test
  void release_andLapse_wakeAWaiter() throws Exception {
    String id = create("a");
    claim(id);
    var answer = waiter();
    cards.releaseCard(ReleaseCardRequest.newBuilder().setCardId(id).setEpoch(1).build());
    assertGiven(id, answer);
    var second = waiter();
    board.server().clock().advance(java.time.Duration.ofHours(1));
    board.lapse();
    assertGiven(id, second);
  }

  @Test
  void wake_wakesAWaiter() throws Exception {
    var wake =
        Card.newBuilder()
            .setTitle("a")
            .setWakeTime(CardProtos.timestamp(board.server().clock().instant()));
    String id = create(wake.build());
    var answer = waiter();
    board
        .server()
        .writer()
        .write(tx ->
            new Schedules(new Cards(new dev.gazette.board.board.Boards())).wake(tx, Desk.ANNA))
        .toCompletableFuture()
        .join();
    assertGiven(id, answer);
  }

  @Test
  void breakerThatIsHalfOpen_letsAWaiterTry() throws Exception {
    String id = create("a");
    var attempts = board.server().asOwner(AttemptServiceGrpc::newBlockingStub);
    for (int i = 0; i < 5; i++) {
      String failing = create(Card.newBuilder().setTitle("f").setPriority(9).build());
      claim(failing);
      attempts.failAttempt(
          FailAttemptRequest.newBuilder()
              .setCardId(failing)
              .setEpoch(1)
              .setExit(ExitClass.EXIT_CLASS_TERMINAL)
              .build());
    }
    var answer = waiter();
    board.server().clock().advance(java.time.Duration.ofMinutes(1));
    board
        .server()
        .writer()
        .write(tx -> {
          Breakers.halfOpen(tx, Desk.ANNA);
          return true;
        })
        .toCompletableFuture()
        .join();
    assertGiven(id, answer);
  }

  private static Card bobs(String label) {
    return Card.newBuilder().setTitle("a").setAssignee("bob").addLabels(label).build();
  }

  /// Bob's breaker is half open, and no board's of `ops` and `web` is: his cards failed elsewhere.
  private void failBobs() {
    board.createBoard("dev");
    var attempts = board.server().asOwner(AttemptServiceGrpc::newBlockingStub);
    for (int i = 0; i < 5; i++) {
      String failing = create("dev", bobs("f"));
      claim(failing);
      attempts.failAttempt(
          FailAttemptRequest.newBuilder()
              .setCardId(failing)
              .setEpoch(1)
              .setExit(ExitClass.EXIT_CLASS_TERMINAL)
              .build());
    }
    board.server().clock().advance(java.time.Duration.ofMinutes(1));
  }

  /// Waits until everybody in line was tried: whoever comes is tried with those before, or after.
  private void settle() throws Exception {
    var probe = waiter(next().setLabel("probe").build());
    assertGiven(create(Card.newBuilder().setTitle("p").addLabels("probe").build()), probe);
  }

  private void block(String id) {
    cards.blockCard(
        BlockCardRequest.newBuilder().setCardId(id).setEpoch(1).setReason("why").build());
  }

  @Test
  void trialOfAnAssigneesBreaker_thatIsBlocked_letsAWaiterTry() throws Exception {
    failBobs();
    String trial = create(bobs("first"));
    String ready = create(bobs("second"));
    claim(trial);
    var answer = waiter(next().setLabel("second").build());
    settle();
    assertThat(answer.isDone()).isFalse();
    block(trial);
    assertGiven(ready, answer);
  }

  @Test
  void trialOnAnotherBoard_thatIsCancelled_letsWaitersOfEveryBoardTry() throws Exception {
    failBobs();
    board.createBoard("web");
    String trial = create("web", bobs("first"));
    String second = create(bobs("second"));
    String third = create(bobs("third"));
    claim(trial);
    var here = waiter(next().setLabel("second").build());
    var ofBoards =
        ClaimNextCardOfBoardsRequest.newBuilder()
            .setNext(next().clearBoardId().setLabel("third"))
            .build();
    var anywhere = inLine(() -> waiting.claimNextCardOfBoards(ofBoards));
    settle();
    cards.cancelCard(CancelCardRequest.newBuilder().setCardId(trial).build());
    assertGiven(second, here);
    assertThat(anywhere.isDone()).isFalse();
    block(second);
    assertGiven(third, anywhere);
  }

  @Test
  void reopen_unarchive_andAMove_wakeAWaiter() throws Exception {
    String id = create("a");
    complete(id, 0);
    var answer = waiter();
    cards.reopenCard(ReopenCardRequest.newBuilder().setCardId(id).build());
    assertGiven(id, answer);
    cards.archiveCard(ArchiveCardRequest.newBuilder().setCardId(id).build());
    var second = waiter();
    cards.unarchiveCard(UnarchiveCardRequest.newBuilder().setCardId(id).build());
    assertGiven(id, second);
    String triaged = create(Card.newBuilder().setTitle("b").setColumnId("triage").build());
    var third = waiter();
    cards.moveCard(MoveCardRequest.newBuilder().setCardId(triaged).setColumnId("ready").build());
    assertGiven(triaged, third);
  }

  @Test
  void labelThatFits_wakesAWaiter() throws Exception {
    String id = create("a");
    var answer = waiter(next().setLabel("deploy").build());
    cards.updateCard(
        UpdateCardRequest.newBuilder()
            .setCard(Card.newBuilder().setId(id).addLabels("deploy"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("labels"))
            .build());
    assertGiven(id, answer);
  }

  @Test
  void pauseThatEnds_wakesAWaiter() throws Exception {
    var dispatch = board.server().asOwner(DispatchServiceGrpc::newBlockingStub);
    dispatch.pauseDispatch(PauseDispatchRequest.getDefaultInstance());
    String id = create("a");
    var answer = waiter();
    dispatch.resumeDispatch(ResumeDispatchRequest.getDefaultInstance());
    assertGiven(id, answer);
  }

  @Test
  void roomInAColumn_wakesAWaiter() throws Exception {
    limitRunning(1);
    String first = create("a");
    claim(first);
    String second = create("b");
    String third = create("c");
    var answer = waiter();
    complete(first, 1);
    assertGiven(second, answer);
    var next = waiter();
    limitRunning(2);
    assertGiven(third, next);
  }

  private void limitRunning(int limit) {
    BoardServiceBlockingStub boards = board.server().asOwner(BoardServiceGrpc::newBlockingStub);
    var now = boards.getBoard(GetBoardRequest.newBuilder().setBoardId("ops").build()).toBuilder();
    for (var column : now.getColumnsBuilderList()) {
      if (column.getId().equals("running")) {
        column.setWipLimit(limit);
      }
    }
    boards.updateBoard(
        UpdateBoardRequest.newBuilder()
            .setBoard(now.clearEtag())
            .setUpdateMask(FieldMask.newBuilder().addPaths("columns"))
            .build());
  }

  @Test
  void waitThatIsOver_endsWithNothingReady() {
    var answer = waiter();
    board.delays().advance(java.time.Duration.ofMinutes(10));
    assertRefused(NOTHING_READY, () -> unwrap(answer));
  }

  @Test
  void waitBesideAShortDeadline_endsBeforeIt() {
    var hurried = waiting.withDeadlineAfter(20, TimeUnit.SECONDS);
    var answer = hurried.claimNextCard(next().build());
    while (board.line().length() == 0) {
      Thread.onSpinWait();
    }
    board.delays().advance(java.time.Duration.ofSeconds(19));
    assertRefused(NOTHING_READY, () -> unwrap(answer));
  }

  private static void unwrap(Future<Claim> answer) throws Throwable {
    try {
      answer.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause();
    }
  }

  @Test
  void callersWhoseTokenIsRevoked_loseTheirPlace_andAreGivenNothing() throws Exception {
    String token = board.server().token("worker", "board.*");
    var worker = board.server().with(token, CardServiceGrpc::newFutureStub);
    var first = worker.claimNextCard(next().build());
    var second =
        worker.claimNextCardOfBoards(
            ClaimNextCardOfBoardsRequest.newBuilder().setNext(next().clearBoardId()).build());
    while (board.line().length() < 2) {
      Thread.onSpinWait();
    }
    var behind = waiter();
    board.server().revoke(token);
    assertRefused(TOKEN_REVOKED, () -> unwrap(first));
    assertRefused(TOKEN_REVOKED, () -> unwrap(second));
    while (board.line().length() > 1) {
      Thread.onSpinWait();
    }
    assertGiven(create("a"), behind);
  }

  @Test
  void callerThatWentAway_isGivenNothing() throws Exception {
    var gone = waiter();
    var next = waiter();
    gone.cancel(true);
    while (board.line().length() == 2) {
      Thread.onSpinWait();
    }
    String id = create("a");
    assertGiven(id, next);
    assertRefused(
        NOTHING_READY,
        () -> cards.claimNextCard(ClaimNextCardRequest.newBuilder().setBoardId("ops").build()));
  }

  @Test
  void answerThatWasLost_isGivenAgain() throws Exception {
    var request = next().setRequestId("r1").build();
    var answer = waiter(request);
    String id = create("a");
    assertGiven(id, answer);
    var other = waiter();
    assertGiven(id, waiting.claimNextCard(request));
    assertThat(other.isDone()).isFalse();
  }

  @Test
  void wait_withBadFields_isRefusedAtOnce() {
    assertRefused(
        INVALID_ARGUMENT,
        () -> cards.claimNextCard(next().setWait(Durations.fromHours(2)).build()));
    assertRefused(
        INVALID_ARGUMENT,
        () -> cards.claimNextCard(next().setWait(Duration.newBuilder().setSeconds(-1)).build()));
    assertRefused(BOARD_NOT_FOUND, () -> cards.claimNextCard(next().setBoardId("none").build()));
  }
}
