package dev.gazette.board.context;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.CardContext;
import dev.gazette.proto.board.v1.ContextServiceGrpc.ContextServiceImplBase;
import dev.gazette.proto.board.v1.GetCardContextRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Predicate;

/// Serves contexts: parses, calls, renders.
@Singleton
public final class ContextGrpcService extends ContextServiceImplBase {

  private final Calls calls;
  private final Contexts contexts;
  private final InstantSource clock;

  /// Serves these contexts.
  public ContextGrpcService(Calls calls, Contexts contexts, InstantSource clock) {
    this.calls = calls;
    this.contexts = contexts;
    this.clock = clock;
  }

  @Override
  public void getCardContext(GetCardContextRequest request, StreamObserver<CardContext> observer) {
    var id = CardId.parse(request.getCardId());
    var caller = Caller.current();
    Predicate<BoardId> readable = board -> caller.may("board.read", board.resource());
    calls.read(
        observer,
        session ->
            CardContext.newBuilder()
                .setCardId(id.toString())
                .setText(contexts.of(session, id, readable, clock.instant()))
                .build());
  }
}
