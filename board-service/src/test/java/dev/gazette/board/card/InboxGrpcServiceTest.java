package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.PAGE_TOKEN_INVALID;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.proto.board.v1.AnswerCardRequest;
import dev.gazette.proto.board.v1.AnswerServiceGrpc;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.BlockKind;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.InboxServiceGrpc;
import dev.gazette.proto.board.v1.InboxServiceGrpc.InboxServiceBlockingStub;
import dev.gazette.proto.board.v1.ListInboxRequest;
import dev.gazette.proto.board.v1.RequestChangesRequest;
import dev.gazette.proto.board.v1.RequestReviewRequest;
import dev.gazette.proto.board.v1.ReviewServiceGrpc;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InboxGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;
  private InboxServiceBlockingStub inbox;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    inbox = board.server().asOwner(InboxServiceGrpc::newBlockingStub);
    board.createBoard("ops");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private void create(String title) {
    cards.createCard(
        CreateCardRequest.newBuilder()
            .setBoardId("ops")
            .setCard(Card.newBuilder().setTitle(title))
            .build());
  }

  @Test
  void list_tellsWhoWhyAndWhatToSay_pageByPage() {
    create("a");
    create("b");
    cards.blockCard(
        BlockCardRequest.newBuilder()
            .setCardId("OPS-1")
            .setReason("no key")
            .setKind(BlockKind.BLOCK_KIND_CAPABILITY)
            .build());
    board
        .server()
        .asOwner(ReviewServiceGrpc::newBlockingStub)
        .requestReview(
            RequestReviewRequest.newBuilder().setCardId("OPS-2").setSummary("look").build());
    var first = inbox.listInbox(ListInboxRequest.newBuilder().setPageSize(1).build());
    var item = first.getItems(0);
    assertThat(item.getCardId()).isEqualTo("OPS-1");
    assertThat(item.getWho()).isEqualTo("owner");
    assertThat(item.getWhy()).isEqualTo("no key");
    assertThat(item.getBlockKind()).isEqualTo(BlockKind.BLOCK_KIND_CAPABILITY);
    assertThat(item.getCommand()).isEqualTo("gazette card unblock OPS-1");
    var next =
        inbox.listInbox(
            ListInboxRequest.newBuilder().setPageToken(first.getNextPageToken()).build());
    assertThat(next.getItemsList()).hasSize(1);
    assertThat(next.getItems(0).getState()).isEqualTo(CardState.CARD_STATE_REVIEW);
    assertThat(next.getItems(0).getWhy()).isEqualTo("look");
    assertThat(next.getItems(0).getCommand()).isEqualTo("gazette card claim OPS-2");
    assertRefused(
        PAGE_TOKEN_INVALID,
        () ->
            inbox.listInbox(
                ListInboxRequest.newBuilder()
                    .setBoardId("ops")
                    .setPageToken(first.getNextPageToken())
                    .build()));
  }

  @Test
  void blockThatAsks_isAnsweredByTheCommandThatTheInboxNames() {
    create("a");
    cards.blockCard(
        BlockCardRequest.newBuilder().setCardId("OPS-1").setReason("which key?").build());
    var item = inbox.listInbox(ListInboxRequest.getDefaultInstance()).getItems(0);
    assertThat(item.getCommand()).isEqualTo("gazette card answer OPS-1 TEXT");
    var answers = board.server().asOwner(AnswerServiceGrpc::newBlockingStub);
    var answer = AnswerCardRequest.newBuilder().setCardId("OPS-1");
    assertRefused(INVALID_ARGUMENT, () -> answers.answerCard(answer.setText(" ").build()));
    var answered = answers.answerCard(answer.setText("the staging key").build());
    assertThat(answered.getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertThat(inbox.listInbox(ListInboxRequest.getDefaultInstance()).getItemsList()).isEmpty();
    assertRefused(CARD_STATE_WRONG, () -> answers.answerCard(answer.build()));
  }

  @Test
  void workerThatNeedsAnApproval_asksForItByName_andAPersonGivesIt() {
    create("a");
    String worker = board.server().token("ada", "board.work@boards/ops");
    var works = board.server().with(worker, CardServiceGrpc::newBlockingStub);
    long epoch =
        works
            .claimCard(ClaimCardRequest.newBuilder().setCardId("OPS-1").build())
            .getLease()
            .getEpoch();
    works.blockCard(
        BlockCardRequest.newBuilder()
            .setCardId("OPS-1")
            .setEpoch(epoch)
            .setReason("may I deploy 1.4?")
            .setKind(BlockKind.BLOCK_KIND_APPROVAL)
            .build());
    var item = inbox.listInbox(ListInboxRequest.getDefaultInstance()).getItems(0);
    assertThat(item.getBlockKind()).isEqualTo(BlockKind.BLOCK_KIND_APPROVAL);
    assertThat(item.getWho()).isEqualTo("ada");
    assertThat(item.getWhy()).isEqualTo("may I deploy 1.4?");
    assertThat(item.getCommand()).isEqualTo("gazette card unblock OPS-1");
    var unblock = UnblockCardRequest.newBuilder().setCardId("OPS-1").build();
    assertRefused(GRANT_MISSING, () -> works.unblockCard(unblock));
    assertThat(cards.unblockCard(unblock).getState()).isEqualTo(CardState.CARD_STATE_READY);
  }

  @Test
  void review_thenChanges_overTheWire() {
    create("a");
    var reviews = board.server().asOwner(ReviewServiceGrpc::newBlockingStub);
    var waiting =
        reviews.requestReview(
            RequestReviewRequest.newBuilder().setCardId("OPS-1").setReviewer("eve").build());
    assertThat(waiting.getImplementer()).isEqualTo("owner");
    assertThat(waiting.getAssignee()).isEqualTo("eve");
    var claim = cards.claimCard(ClaimCardRequest.newBuilder().setCardId("OPS-1").build());
    var back =
        reviews.requestChanges(
            RequestChangesRequest.newBuilder()
                .setCardId("OPS-1")
                .setEpoch(claim.getLease().getEpoch())
                .setReason("shorter")
                .build());
    assertThat(back.getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertThat(back.getAssignee()).isEqualTo("owner");
    assertThat(back.getImplementer()).isEmpty();
  }
}
