package dev.gazette.board.limit;

import dev.gazette.platform.access.Caller;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.LimitServiceGrpc.LimitServiceImplBase;
import dev.gazette.proto.board.v1.ListWipLimitsRequest;
import dev.gazette.proto.board.v1.ListWipLimitsResponse;
import dev.gazette.proto.board.v1.RemoveWipLimitRequest;
import dev.gazette.proto.board.v1.SetWipLimitRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves WIP limits: parses, calls, renders.
@Singleton
public final class LimitGrpcService extends LimitServiceImplBase {

  private final Calls calls;
  private final WipLimits limits;

  /// Serves these limits.
  public LimitGrpcService(Calls calls, WipLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  @Override
  public void setWipLimit(
      SetWipLimitRequest request, StreamObserver<dev.gazette.proto.board.v1.WipLimit> observer) {
    var actor = Calls.actor();
    var cards = LimitProtos.cards(request.getBoardId(), request.getAssignee());
    int most = LimitProtos.most(request.getMost());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.WipLimit.parser(),
        tx -> LimitProtos.render(tx.session(), limits.set(tx, actor, cards, most)));
  }

  @Override
  public void removeWipLimit(
      RemoveWipLimitRequest request, StreamObserver<dev.gazette.proto.board.v1.WipLimit> observer) {
    var actor = Calls.actor();
    var cards = LimitProtos.cards(request.getBoardId(), request.getAssignee());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.WipLimit.parser(),
        tx -> LimitProtos.render(tx.session(), limits.remove(tx, actor, cards)));
  }

  @Override
  public void listWipLimits(
      ListWipLimitsRequest request, StreamObserver<ListWipLimitsResponse> observer) {
    var caller = Caller.current();
    calls.read(
        observer,
        session -> {
          var response = ListWipLimitsResponse.newBuilder();
          for (var limit : WipLimits.present(session)) {
            if (limit.cards().board().isEmpty()
                || caller.may("board.read", limit.cards().resource())) {
              response.addLimits(LimitProtos.render(session, limit));
            }
          }
          return response.build();
        });
  }
}
