package dev.gazette.auth.token;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.gazette.auth.audit.Refusals;
import dev.gazette.auth.recovery.RecoverySecret;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.grpc.Correlation;
import dev.gazette.platform.store.Operation;
import dev.gazette.proto.auth.v1.CreateTokenRequest;
import dev.gazette.proto.auth.v1.IntrospectRequest;
import dev.gazette.proto.auth.v1.Introspection;
import dev.gazette.proto.auth.v1.IssuedToken;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.ListTokensResponse;
import dev.gazette.proto.auth.v1.RecordUseRequest;
import dev.gazette.proto.auth.v1.RecordUseResponse;
import dev.gazette.proto.auth.v1.RecoverOwnerRequest;
import dev.gazette.proto.auth.v1.RevokeTokenRequest;
import dev.gazette.proto.auth.v1.RotateTokenRequest;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceImplBase;
import dev.gazette.proto.auth.v1.WatchRevocationsRequest;
import dev.gazette.proto.auth.v1.WatchRevocationsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/// Serves tokens. A change is known to this process, and told to all watchers, after its commit and
/// before its answer; a refused one is in the audit before its answer.
@Singleton
public final class TokenGrpcService extends TokenServiceImplBase {

  private final Calls calls;
  private final Tokens tokens;
  private final KnownTokens known;
  private final Vouching vouching;
  private final Revocations revocations;
  private final RecoverySecret recovery;
  private final Refusals refusals;
  private final InstantSource clock;

  /// An adapter on these parts.
  public TokenGrpcService(
      Calls calls,
      SecretHasher hasher,
      KnownTokens known,
      Vouching vouching,
      Revocations revocations,
      RecoverySecret recovery,
      Refusals refusals,
      InstantSource clock) {
    this.calls = calls;
    this.tokens = new Tokens(hasher);
    this.known = known;
    this.vouching = vouching;
    this.revocations = revocations;
    this.recovery = recovery;
    this.refusals = refusals;
    this.clock = clock;
  }

  @Override
  public void createToken(CreateTokenRequest request, StreamObserver<IssuedToken> observer) {
    var wanted = TokenProtos.newToken(request);
    var caller = Caller.current();
    var actor = Calls.actor();
    var made = issue(transaction -> tokens.create(transaction, actor, caller, wanted));
    calls.answer(observer, audited(made, actor, "token.create.refused", wanted.name().value()));
  }

  @Override
  public void rotateToken(RotateTokenRequest request, StreamObserver<IssuedToken> observer) {
    var ref = TokenRef.parse(request.getTokenId());
    var caller = Caller.current();
    var actor = Calls.actor();
    var made = issue(transaction -> tokens.rotate(transaction, actor, caller, ref));
    calls.answer(observer, audited(made, actor, "token.rotate.refused", ref.text()));
  }

  @Override
  public void revokeToken(
      RevokeTokenRequest request, StreamObserver<dev.gazette.proto.auth.v1.Token> observer) {
    var ref = TokenRef.parse(request.getTokenId());
    var caller = Caller.current();
    var actor = Calls.actor();
    var ended =
        change(
            dev.gazette.proto.auth.v1.Token.parser(),
            transaction -> tokens.revoke(transaction, actor, caller, ref),
            known::apply,
            TokenProtos::render);
    calls.answer(observer, audited(ended, actor, "token.revoke.refused", ref.text()));
  }

  @Override
  public void recoverOwner(RecoverOwnerRequest request, StreamObserver<IssuedToken> observer) {
    var owner = new Actor(Actor.OWNER, Correlation.current());
    var nobody = Calls.actor();
    var made =
        CompletableFuture.runAsync(
                () -> recovery.use(request.getRecoverySecret()), Thread::startVirtualThread)
            .thenCompose(_ -> issue(transaction -> tokens.recover(transaction, owner)));
    calls.answer(observer, audited(made, nobody, "token.recover.refused", "recovery"));
  }

  @Override
  public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> observer) {
    var page = TokenProtos.page(request);
    var tokenPage = TokenProtos.tokenPage(page, request.getShowEnded());
    var now = clock.instant();
    calls.read(
        observer, session -> TokenProtos.render(TokenStore.page(session, tokenPage, now), page));
  }

  @Override
  public void introspect(IntrospectRequest request, StreamObserver<Introspection> observer) {
    observer.onNext(TokenProtos.introspection(vouching.vouch(request.getSecret())));
    observer.onCompleted();
  }

  @Override
  public void watchRevocations(
      WatchRevocationsRequest request, StreamObserver<WatchRevocationsResponse> observer) {
    var stream = (ServerCallStreamObserver<WatchRevocationsResponse>) observer;
    stream.setOnCancelHandler(() -> {});
    var watcher = new RevocationWatcher(revocations, new StreamReader(stream));
    Thread.ofVirtual().name("revocations").start(watcher::run);
  }

  /// A service that watches. With a cancel handler set, sending to one that is gone does nothing.
  private record StreamReader(ServerCallStreamObserver<WatchRevocationsResponse> stream)
      implements RevocationWatcher.Reader {

    @Override
    public boolean gone() {
      return stream.isCancelled();
    }

    @Override
    public boolean ready() {
      return stream.isReady();
    }

    @Override
    public void tell(List<TokenId> ended) {
      var response = WatchRevocationsResponse.newBuilder();
      ended.forEach(token -> response.addTokenIds(token.value()));
      stream.onNext(response.build());
    }
  }

  @Override
  public void recordUse(RecordUseRequest request, StreamObserver<RecordUseResponse> observer) {
    var uses = TokenProtos.uses(request);
    calls.write(
        observer,
        RecordUseResponse.parser(),
        transaction -> {
          Tokens.recordUses(transaction, uses);
          return RecordUseResponse.getDefaultInstance();
        });
  }

  private CompletionStage<IssuedToken> issue(Operation<Issued> operation) {
    return change(IssuedToken.parser(), operation, known::apply, TokenProtos::render);
  }

  /// Writes, then makes the change known; a repeat of a request changes nothing.
  private <T, M extends Message> CompletionStage<M> change(
      Parser<M> parser, Operation<T> operation, Consumer<T> apply, Function<T, M> render) {
    var changed = new AtomicReference<Runnable>(() -> {});
    return calls
        .written(
            parser,
            transaction -> {
              T result = operation.in(transaction);
              changed.set(() -> apply.accept(result));
              return render.apply(result);
            })
        .thenApply(answer -> {
          changed.get().run();
          return answer;
        });
  }

  /// The same stage; where it is refused, the audit tells first.
  private <T> CompletionStage<T> audited(
      CompletionStage<T> stage, Actor actor, String action, String subject) {
    return stage.exceptionallyCompose(failure -> {
      var cause = failure instanceof CompletionException ? failure.getCause() : failure;
      var told =
          cause instanceof Refusal refusal
              ? refusals.add(actor, action, subject, refusal)
              : CompletableFuture.completedStage(false);
      return told.thenCompose(_ -> CompletableFuture.<T>failedStage(failure));
    });
  }
}
