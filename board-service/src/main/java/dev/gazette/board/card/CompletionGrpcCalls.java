package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CREATED_CARDS_UNKNOWN;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Writer;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// The call that ends a card well.
@Singleton
public final class CompletionGrpcCalls {

  private final Calls calls;
  private final Writer writer;
  private final Completions completions;

  /// Ends cards by these completions.
  public CompletionGrpcCalls(Calls calls, Writer writer, Completions completions) {
    this.calls = calls;
    this.writer = writer;
    this.completions = completions;
  }

  /// Completes a card.
  void complete(
      CompleteCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    String summary = CardProtos.summary(request.getSummary());
    String outcome = CardProtos.outcome(request.getOutcome());
    var handover = HandoverProtos.handover(request, EdgeProtos.readable());
    var done =
        calls.written(
            dev.gazette.proto.board.v1.Card.parser(),
            HumanGate.before(
                "complete",
                id,
                epoch,
                tx ->
                    CardProtos.render(
                        completions.complete(tx, actor, id, epoch, summary, outcome, handover))));
    calls.answer(
        observer,
        handover.created().isEmpty()
            ? done
            : done.exceptionallyCompose(failure -> noted(actor, id, failure)));
  }

  /// The refusal changed nothing, so that it was refused is a write of its own.
  private CompletionStage<dev.gazette.proto.board.v1.Card> noted(
      Actor actor, CardId id, Throwable failure) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof Refusal refusal && refusal.reason() == CREATED_CARDS_UNKNOWN) {
      String unknown = String.valueOf(refusal.metadata().get(Handover.UNKNOWN));
      return writer
          .write(tx -> completions.refused(tx, actor, id, unknown))
          .thenCompose(_ -> CompletableFuture.failedFuture(refusal));
    }
    return CompletableFuture.failedFuture(failure);
  }
}
