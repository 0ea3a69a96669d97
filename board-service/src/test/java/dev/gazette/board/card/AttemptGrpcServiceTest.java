package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.CARD_HELD;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.AttemptServiceGrpc.AttemptServiceBlockingStub;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.BlockKind;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.DiagnosisServiceGrpc;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.InboxServiceGrpc;
import dev.gazette.proto.board.v1.ListDeadLettersRequest;
import dev.gazette.proto.board.v1.ListInboxRequest;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.ListTroublesRequest;
import dev.gazette.proto.board.v1.ReassignCardRequest;
import dev.gazette.proto.board.v1.ReclaimCardRequest;
import dev.gazette.proto.board.v1.RunOutcome;
import dev.gazette.proto.board.v1.TroubleKind;
import dev.gazette.proto.board.v1.TroubleSeverity;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;
  private AttemptServiceBlockingStub attempts;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    attempts = board.server().asOwner(AttemptServiceGrpc::newBlockingStub);
    board.createBoard("ops");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  /// A claimed card.
  private String running(int maxAttempts) {
    var card =
        cards.createCard(
            CreateCardRequest.newBuilder()
                .setBoardId("ops")
                .setCard(Card.newBuilder().setTitle("a").setMaxAttempts(maxAttempts))
                .build());
    cards.claimCard(ClaimCardRequest.newBuilder().setCardId(card.getId()).build());
    return card.getId();
  }

  private static FailAttemptRequest.Builder failure(String id, ExitClass exit) {
    return FailAttemptRequest.newBuilder().setCardId(id).setEpoch(1).setExit(exit);
  }

  @Test
  void failAttempt_tellsWhenItIsTriedAgain_andKeepsTheOutput() {
    var id = running(0);
    var card =
        attempts.failAttempt(
            failure(id, ExitClass.EXIT_CLASS_CRASHED)
                .setError("exit 137")
                .setOutput("out of memory")
                .build());
    assertThat(card.getState()).isEqualTo(CardState.CARD_STATE_SCHEDULED);
    assertThat(card.getFailures()).isEqualTo(1);
    assertThat(card.getLastExit()).isEqualTo(ExitClass.EXIT_CLASS_CRASHED);
    assertThat(card.getLastError()).isEqualTo("exit 137");
    assertThat(card.getRetryTime()).isEqualTo(card.getWakeTime());
    var run = cards.listRuns(ListRunsRequest.newBuilder().setCardId(id).build()).getRuns(0);
    assertThat(run.getOutcome()).isEqualTo(RunOutcome.RUN_OUTCOME_CRASHED);
    assertThat(run.getOutput()).isEqualTo("out of memory");
    assertRefused(
        LEASE_LOST, () -> attempts.failAttempt(failure(id, ExitClass.EXIT_CLASS_CRASHED).build()));
  }

  @Test
  void failAttempt_withWhatOnlyTheBoardSays_isRefused() {
    var id = running(0);
    for (var exit :
        new ExitClass[] {ExitClass.EXIT_CLASS_UNSPECIFIED, ExitClass.EXIT_CLASS_LAPSED}) {
      assertRefused(INVALID_ARGUMENT, () -> attempts.failAttempt(failure(id, exit).build()));
    }
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            attempts.failAttempt(
                failure(id, ExitClass.EXIT_CLASS_CRASHED)
                    .setRetryAfter(Durations.fromSeconds(9))
                    .build()));
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            cards.blockCard(
                BlockCardRequest.newBuilder()
                    .setCardId(id)
                    .setEpoch(1)
                    .setReason("x")
                    .setKind(BlockKind.BLOCK_KIND_DEAD_LETTER)
                    .build()));
  }

  @Test
  void deadLetters_pageByPage_andInTheInboxWithTheirAnswer() {
    for (int i = 0; i < 2; i++) {
      attempts.failAttempt(
          failure(running(1), ExitClass.EXIT_CLASS_SPAWN_FAILED).setError("no disk").build());
      board.server().clock().advance(java.time.Duration.ofMinutes(1));
    }
    var first =
        attempts.listDeadLetters(ListDeadLettersRequest.newBuilder().setPageSize(1).build());
    assertThat(first.getCards(0).getId()).isEqualTo("OPS-1");
    assertThat(first.getCards(0).getBlockKind()).isEqualTo(BlockKind.BLOCK_KIND_DEAD_LETTER);
    var rest =
        attempts.listDeadLetters(
            ListDeadLettersRequest.newBuilder().setPageToken(first.getNextPageToken()).build());
    assertThat(rest.getCardsList()).extracting(Card::getId).containsExactly("OPS-2");
    assertThat(rest.getNextPageToken()).isEmpty();
    var inbox = board.server().asOwner(InboxServiceGrpc::newBlockingStub);
    var item = inbox.listInbox(ListInboxRequest.getDefaultInstance()).getItems(0);
    assertThat(item.getBlockKind()).isEqualTo(BlockKind.BLOCK_KIND_DEAD_LETTER);
    assertThat(item.getWhy()).contains("spawn_failed, 1 of 1: no disk");
    assertThat(item.getCommand()).isEqualTo("gazette card unblock OPS-1");
  }

  @Test
  void reclaim_andReassign_overTheWire() {
    var id = running(0);
    assertRefused(
        CARD_HELD,
        () ->
            attempts.reassignCard(
                ReassignCardRequest.newBuilder().setCardId(id).setAssignee("eve").build()));
    var freed = attempts.reclaimCard(ReclaimCardRequest.newBuilder().setCardId(id).build());
    assertThat(freed.getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertThat(freed.hasLease()).isFalse();
    var given =
        attempts.reassignCard(
            ReassignCardRequest.newBuilder().setCardId(id).setAssignee("eve").build());
    assertThat(given.getAssignee()).isEqualTo("eve");
  }

  @Test
  void maxRuntime_isTold_asAreDeadlines() {
    var card =
        cards.createCard(
            CreateCardRequest.newBuilder()
                .setBoardId("ops")
                .setCard(Card.newBuilder().setTitle("a").setMaxRuntime(Durations.fromHours(2)))
                .build());
    assertThat(card.getMaxRuntime()).isEqualTo(Durations.fromHours(2));
    assertThat(card.hasDeadline()).isFalse();
    var claim = cards.claimCard(ClaimCardRequest.newBuilder().setCardId(card.getId()).build());
    assertThat(claim.getCard().hasDeadline()).isTrue();
  }

  @Test
  void diagnosis_tellsWhatHelps() {
    attempts.failAttempt(failure(running(1), ExitClass.EXIT_CLASS_TERMINAL).build());
    var diagnosis = board.server().asOwner(DiagnosisServiceGrpc::newBlockingStub);
    var trouble =
        diagnosis
            .listTroubles(ListTroublesRequest.newBuilder().setBoardId("ops").build())
            .getTroubles(0);
    assertThat(trouble.getCardId()).isEqualTo("OPS-1");
    assertThat(trouble.getKind()).isEqualTo(TroubleKind.TROUBLE_KIND_DEAD_LETTER);
    assertThat(trouble.getSeverity()).isEqualTo(TroubleSeverity.TROUBLE_SEVERITY_ERROR);
    assertThat(trouble.getCommand()).isEqualTo("gazette card unblock OPS-1");
    var worse =
        ListTroublesRequest.newBuilder()
            .setBoardId("ops")
            .setLeastSeverity(TroubleSeverity.TROUBLE_SEVERITY_CRITICAL);
    assertThat(diagnosis.listTroubles(worse.build()).getTroublesList()).isEmpty();
    worse.setLeastSeverity(TroubleSeverity.TROUBLE_SEVERITY_ERROR);
    assertThat(diagnosis.listTroubles(worse.build()).getTroublesList()).hasSize(1);
    assertRefused(
        BOARD_NOT_FOUND,
        () -> diagnosis.listTroubles(ListTroublesRequest.newBuilder().setBoardId("no").build()));
  }

  @Test
  void maxAttempts_isWrittenAsAnyField() {
    var id = running(4);
    var card = Card.newBuilder().setId(id).setMaxAttempts(2).setTitle("b");
    var mask = FieldMask.newBuilder().addPaths("max_attempts");
    var updated =
        cards.updateCard(UpdateCardRequest.newBuilder().setCard(card).setUpdateMask(mask).build());
    assertThat(updated.getMaxAttempts()).isEqualTo(2);
    assertThat(updated.getTitle()).isEqualTo("a");
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            cards.updateCard(
                UpdateCardRequest.newBuilder()
                    .setCard(card.setMaxAttempts(101))
                    .setUpdateMask(mask)
                    .build()));
  }
}
