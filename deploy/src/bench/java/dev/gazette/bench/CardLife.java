package dev.gazette.bench;

import com.google.protobuf.util.Durations;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.CancelCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CommentServiceGrpc;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateCommentRequest;
import dev.gazette.proto.board.v1.DeleteCardRequest;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.FailCardRequest;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.SearchCardsRequest;
import dev.gazette.proto.board.v1.SearchServiceGrpc;
import dev.gazette.proto.board.v1.TrashServiceGrpc;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.AbstractStub;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// What becomes of a card, from its making to the trash: it is claimed and talked of, then most are
/// completed, some fail and some are given up. Meanwhile somebody searches, and by some watches or
/// looks at the board.
///
/// @param number its place among the others, which says how it goes with this one
record CardLife(BoardClient client, int number) {

  private static final String BOARD = "default";
  private static final String BODY = "What is to be done, and why it is worth while. ".repeat(20);

  /// Longer than any life, however fast the board's clock runs.
  private static final long LEASE_HOURS = 24;

  /// Lives it, call by call.
  void live() {
    if (number % 10 == 0) {
      try (var watching = Context.current().withCancellation()) {
        watching.run(this::watch);
        work();
      }
      look();
    } else {
      work();
    }
  }

  private <S extends AbstractStub<S>> S stub(Function<Channel, S> made) {
    return client.stub(number, made).withDeadlineAfter(5, TimeUnit.MINUTES);
  }

  private void watch() {
    stub(EventLogServiceGrpc::newStub)
        .watchEvents(
            WatchEventsRequest.newBuilder()
                .setResumeToken("now")
                .setSubjectPrefix("boards/" + BOARD)
                .build(),
            BoardClient.answer(_ -> {}, _ -> {}));
  }

  private void look() {
    var request = ListCardsRequest.newBuilder().setBoardId(BOARD).setPageSize(100);
    var _ = stub(CardServiceGrpc::newBlockingStub).listCards(request.build());
  }

  private void work() {
    var cards = stub(CardServiceGrpc::newBlockingStub);
    String id = create(cards).getId();
    var claim = claim(cards, id);
    comment(claim);
    search();
    end(cards, claim);
    if (number % 3 == 0) {
      var archive = ArchiveCardRequest.newBuilder().setCardId(id);
      var _ = cards.archiveCard(archive.setRequestId(BoardClient.requestId()).build());
    }
    var delete = DeleteCardRequest.newBuilder().setCardId(id);
    var _ =
        stub(TrashServiceGrpc::newBlockingStub)
            .deleteCard(delete.setRequestId(BoardClient.requestId()).build());
  }

  private Card create(CardServiceBlockingStub cards) {
    var card =
        Card.newBuilder()
            .setTitle("Deploy part%d of group%d".formatted(number, number % 100))
            .setBody(BODY)
            .addLabels("label-" + number % 10)
            .setAssignee("worker-" + number % 100);
    return cards.createCard(
        CreateCardRequest.newBuilder()
            .setBoardId(BOARD)
            .setCard(card)
            .setIdempotencyKey("life-" + number)
            .setRequestId(BoardClient.requestId())
            .build());
  }

  private static Claim claim(CardServiceBlockingStub cards, String id) {
    return cards.claimCard(
        ClaimCardRequest.newBuilder()
            .setCardId(id)
            .setWorker("soak")
            .setLeaseDuration(Durations.fromHours(LEASE_HOURS))
            .setRequestId(BoardClient.requestId())
            .build());
  }

  private void comment(Claim claim) {
    var _ =
        stub(CommentServiceGrpc::newBlockingStub)
            .createComment(
                CreateCommentRequest.newBuilder()
                    .setCardId(claim.getCard().getId())
                    .setText("Begun by the worker of part" + number)
                    .setEpoch(claim.getLease().getEpoch())
                    .setRequestId(BoardClient.requestId())
                    .build());
  }

  private void search() {
    var request =
        SearchCardsRequest.newBuilder()
            .setBoardId(BOARD)
            .setQuery("deploy group" + number % 100)
            .setPageSize(10);
    var _ = stub(SearchServiceGrpc::newBlockingStub).searchCards(request.build());
  }

  private void end(CardServiceBlockingStub cards, Claim claim) {
    String id = claim.getCard().getId();
    long epoch = claim.getLease().getEpoch();
    switch (number % 4) {
      case 0 -> {
        giveUp(id, epoch);
        var cancel = CancelCardRequest.newBuilder().setCardId(id).setReason("not worth while");
        var _ = cards.cancelCard(cancel.setRequestId(BoardClient.requestId()).build());
      }
      case 1 -> {
        var fail = FailCardRequest.newBuilder().setCardId(id).setEpoch(epoch).setReason("no way");
        var _ = cards.failCard(fail.setRequestId(BoardClient.requestId()).build());
      }
      default -> {
        var done = CompleteCardRequest.newBuilder().setCardId(id).setEpoch(epoch);
        var _ =
            cards.completeCard(
                done.setSummary("done").setRequestId(BoardClient.requestId()).build());
      }
    }
  }

  /// Makes it a dead letter.
  private void giveUp(String id, long epoch) {
    var _ =
        stub(AttemptServiceGrpc::newBlockingStub)
            .failAttempt(
                FailAttemptRequest.newBuilder()
                    .setCardId(id)
                    .setEpoch(epoch)
                    .setExit(ExitClass.EXIT_CLASS_TERMINAL)
                    .setError("the disk is full")
                    .setOutput("what was said last\n".repeat(10))
                    .setRequestId(BoardClient.requestId())
                    .build());
  }
}
