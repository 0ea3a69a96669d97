package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.ReopenReviewRequest;
import dev.gazette.proto.board.v1.RequestChangesRequest;
import dev.gazette.proto.board.v1.RequestReviewRequest;
import dev.gazette.proto.board.v1.ReviewServiceGrpc.ReviewServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves reviews: parses, calls, renders.
@Singleton
public final class ReviewGrpcService extends ReviewServiceImplBase {

  private final Calls calls;
  private final Reviews reviews;

  /// Serves these reviews.
  public ReviewGrpcService(Calls calls, Reviews reviews) {
    this.calls = calls;
    this.reviews = reviews;
  }

  @Override
  public void requestReview(RequestReviewRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    var reviewer = BriefProtos.reviewer(request.getReviewer());
    String summary = CardProtos.reviewSummary(request.getSummary());
    calls.write(
        observer,
        Card.parser(),
        HumanGate.before(
            "request a review of",
            id,
            epoch,
            tx -> CardProtos.render(reviews.request(tx, actor, id, epoch, reviewer, summary))));
  }

  @Override
  public void requestChanges(RequestChangesRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    String reason = CardProtos.requiredReason(request.getReason());
    calls.write(
        observer,
        Card.parser(),
        HumanGate.before(
            "request changes of",
            id,
            epoch,
            tx -> CardProtos.render(reviews.requestChanges(tx, actor, id, epoch, reason))));
  }

  @Override
  public void reopenReview(ReopenReviewRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    String reason = CardProtos.reason(request.getReason());
    calls.write(
        observer, Card.parser(), tx -> CardProtos.render(reviews.reopen(tx, actor, id, reason)));
  }
}
