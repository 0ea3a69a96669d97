package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.SpecifyCardRequest;
import dev.gazette.proto.board.v1.SpecifyServiceGrpc.SpecifyServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves triage: parses, calls, renders.
@Singleton
public final class SpecifyGrpcService extends SpecifyServiceImplBase {

  private final Calls calls;
  private final Triage triage;

  /// Serves this triage.
  public SpecifyGrpcService(Calls calls, Triage triage) {
    this.calls = calls;
    this.triage = triage;
  }

  @Override
  public void specifyCard(SpecifyCardRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCard().getId());
    var change = BriefProtos.change(request);
    String etag = request.getCard().getEtag();
    calls.write(
        observer,
        Card.parser(),
        tx -> CardProtos.render(triage.specify(tx, actor, id, change, etag)));
  }
}
