package dev.gazette.board.child;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Fields;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.ChildToken;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc.ChildTokenServiceImplBase;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import dev.gazette.proto.board.v1.IntrospectChildTokenRequest;
import dev.gazette.proto.board.v1.IssuedChildToken;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves child tokens.
@Singleton
public final class ChildTokenGrpcService extends ChildTokenServiceImplBase {

  private static final int MOST_GRANTS = 20;

  private final Calls calls;
  private final ChildTokens tokens;
  private final LeaseVouching vouching;

  /// Serves these tokens.
  public ChildTokenGrpcService(Calls calls, ChildTokens tokens, LeaseVouching vouching) {
    this.calls = calls;
    this.tokens = tokens;
    this.vouching = vouching;
  }

  @Override
  public void createChildToken(
      CreateChildTokenRequest request, StreamObserver<IssuedChildToken> observer) {
    Fields.within("The number of grants", request.getGrantsCount(), 1, MOST_GRANTS);
    Fields.within("epoch", request.getEpoch(), 1, Long.MAX_VALUE);
    if (request.getGrantsList().stream().anyMatch(grant -> grant.getScope().isBlank())) {
      throw INVALID_ARGUMENT.because("A grant has no scope; give it one, e.g. board.read.");
    }
    var actor = Calls.actor();
    var caller = Caller.current();
    calls.write(
        observer,
        IssuedChildToken.parser(),
        transaction -> tokens.create(transaction, actor, caller, request));
  }

  @Override
  public void introspectChildToken(
      IntrospectChildTokenRequest request, StreamObserver<ChildToken> observer) {
    calls.answer(observer, vouching.holding(request.getSecret()));
  }
}
