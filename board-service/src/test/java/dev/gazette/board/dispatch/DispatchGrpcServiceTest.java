package dev.gazette.board.dispatch;

import static dev.gazette.board.error.BoardReason.BREAKER_OPEN;
import static dev.gazette.board.error.BoardReason.DISPATCH_NOT_PAUSED;
import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gazette.board.card.BoardServer;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.DispatchServiceGrpc;
import dev.gazette.proto.board.v1.DispatchServiceGrpc.DispatchServiceBlockingStub;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.ListPausesRequest;
import dev.gazette.proto.board.v1.Pause;
import dev.gazette.proto.board.v1.PauseDispatchRequest;
import dev.gazette.proto.board.v1.RemovalServiceGrpc;
import dev.gazette.proto.board.v1.RemoveBoardRequest;
import dev.gazette.proto.board.v1.RestoreBoardRequest;
import dev.gazette.proto.board.v1.ResumeDispatchRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DispatchGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer server;
  private DispatchServiceBlockingStub dispatch;

  @BeforeEach
  void start() {
    open();
    server.createBoard("ops");
    server.createBoard("web");
  }

  private void open() {
    server = new BoardServer(folder);
    dispatch = server.server().asOwner(DispatchServiceGrpc::newBlockingStub);
  }

  private DispatchServiceBlockingStub holding(String grant) {
    var tests = server.server();
    return tests.with(tests.token("some", grant), DispatchServiceGrpc::newBlockingStub);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static PauseDispatchRequest of(String board, String assignee) {
    return PauseDispatchRequest.newBuilder()
        .setBoardId(board)
        .setAssignee(assignee)
        .setReason("the disk is full")
        .build();
  }

  @Test
  void pause_outlivesARestart() {
    var pause = dispatch.pauseDispatch(of("ops", ""));
    server.close();
    open();
    assertThat(dispatch.listPauses(ListPausesRequest.getDefaultInstance()).getPausesList())
        .containsExactly(pause);
    var cards = server.server().asOwner(CardServiceGrpc::newBlockingStub);
    assertRefused(
        DISPATCH_PAUSED,
        () -> cards.claimNextCard(ClaimNextCardRequest.newBuilder().setBoardId("ops").build()));
  }

  /// Attempts that fail until the breaker of the board opens.
  private void fail(int times) {
    var cards = server.server().asOwner(CardServiceGrpc::newBlockingStub);
    var attempts = server.server().asOwner(AttemptServiceGrpc::newBlockingStub);
    for (int i = 1; i <= times; i++) {
      cards.createCard(
          CreateCardRequest.newBuilder()
              .setBoardId("ops")
              .setCard(Card.newBuilder().setTitle("a").setAssignee("ben"))
              .build());
      cards.claimCard(ClaimCardRequest.newBuilder().setCardId("OPS-" + i).build());
      attempts.failAttempt(
          FailAttemptRequest.newBuilder()
              .setCardId("OPS-" + i)
              .setEpoch(1)
              .setExit(ExitClass.EXIT_CLASS_CRASHED)
              .setError("no disk")
              .build());
    }
  }

  @Test
  void openBreakers_outliveARestart_areListed_andResumedByHand() {
    fail(5);
    server.close();
    open();
    var cards = server.server().asOwner(CardServiceGrpc::newBlockingStub);
    var next = ClaimNextCardRequest.newBuilder().setBoardId("ops").build();
    assertRefused(BREAKER_OPEN, () -> cards.claimNextCard(next));
    var open = dispatch.listPauses(ListPausesRequest.getDefaultInstance()).getPausesList();
    assertThat(open)
        .extracting(Pause::getBoardId, Pause::getAssignee, Pause::getActor)
        .containsExactly(tuple("", "ben", "board"), tuple("ops", "", "board"));
    assertThat(open.getFirst().getReason()).isEqualTo("5 attempts failed in a row");
    assertThat(open.getLast().getReason())
        .isEqualTo("5 attempts failed in a row, the last on OPS-5: no disk");
    assertThat(open.getLast().getBreaker().hasRetryTime()).isTrue();
    var board = ResumeDispatchRequest.newBuilder().setBoardId("ops").build();
    assertThat(dispatch.resumeDispatch(board)).isEqualTo(open.getLast());
    assertRefused(DISPATCH_NOT_PAUSED, () -> dispatch.resumeDispatch(board));
    assertRefused(NOTHING_READY, () -> cards.claimNextCard(next));
  }

  @Test
  void whatHoldsARemovedBoardBack_isNotListed_untilTheBoardIsBack() {
    fail(5);
    dispatch.pauseDispatch(of("ops", ""));
    dispatch.pauseDispatch(of("ops", "coder"));
    var everywhere = dispatch.pauseDispatch(of("", "writer"));
    var before = dispatch.listPauses(ListPausesRequest.getDefaultInstance());
    assertThat(before.getPausesList()).hasSize(5);
    var removals = server.server().asOwner(RemovalServiceGrpc::newBlockingStub);
    removals.removeBoard(RemoveBoardRequest.newBuilder().setBoardId("ops").build());
    assertThat(dispatch.listPauses(ListPausesRequest.getDefaultInstance()).getPausesList())
        .extracting(Pause::getBoardId, Pause::getAssignee)
        .containsExactly(tuple("", everywhere.getAssignee()), tuple("", "ben"));
    removals.restoreBoard(RestoreBoardRequest.newBuilder().setBoardId("ops").build());
    assertThat(dispatch.listPauses(ListPausesRequest.getDefaultInstance())).isEqualTo(before);
  }

  @Test
  void list_holdsThoseOfAllBoards_andOfReadableOnes() {
    for (var request : List.of(of("web", ""), of("ops", "coder"), of("", "writer"))) {
      dispatch.pauseDispatch(request);
    }
    var reader = holding("board.read@boards/ops");
    assertThat(reader.listPauses(ListPausesRequest.getDefaultInstance()).getPausesList())
        .extracting(Pause::getBoardId, Pause::getAssignee)
        .containsExactly(tuple("", "writer"), tuple("ops", "coder"));
  }

  @Test
  void pause_ofAllBoards_needsAGrantOnAll() {
    var admin = holding("board.admin@boards/ops");
    admin.pauseDispatch(of("ops", ""));
    assertRefused(GRANT_MISSING, () -> admin.pauseDispatch(of("", "")));
    assertRefused(GRANT_MISSING, () -> admin.pauseDispatch(of("web", "")));
  }

  @Test
  void pause_withBadFields_isRefused() {
    assertRefused(INVALID_ARGUMENT, () -> dispatch.pauseDispatch(of("../x", "")));
    assertRefused(INVALID_ARGUMENT, () -> dispatch.pauseDispatch(of("ops", "x".repeat(101))));
    assertRefused(INVALID_ARGUMENT, () -> dispatch.pauseDispatch(of("ops", "\0")));
  }
}
