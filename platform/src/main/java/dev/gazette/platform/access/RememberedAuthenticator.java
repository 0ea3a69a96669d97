package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.AUTH_UNAVAILABLE;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.grpc.RemoteErrors;
import dev.gazette.proto.auth.v1.IntrospectRequest;
import dev.gazette.proto.auth.v1.Introspection;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceStub;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Asks auth who presents a secret, and remembers the answer. What is remembered is answered on the
/// spot: one hash and one look into a map. Callers that present the same unknown secret at once
/// share one question.
final class RememberedAuthenticator implements Authenticator {

  /// How long auth may take.
  private static final int DEADLINE_SECONDS = 2;

  /// How many questions may be open; one more is refused.
  static final int MOST_ASKED = 1_024;

  private final TokenServiceStub auth;
  private final TokenMemory memory;
  private final InstantSource clock;
  private final Map<Asked, CompletableFuture<Caller>> asked = new ConcurrentHashMap<>();

  RememberedAuthenticator(TokenServiceStub auth, TokenMemory memory, InstantSource clock) {
    this.auth = auth;
    this.memory = memory;
    this.clock = clock;
  }

  /// What is asked about one secret: after a token ended, it is asked anew.
  private record Asked(SecretHash hash, long endings) {}

  @Override
  public long endings() {
    return memory.endings();
  }

  @Override
  public CompletionStage<Caller> authenticate(String secret) {
    var hash = SecretHash.of(secret);
    var known = memory.caller(hash);
    if (known != null) {
      var lapse = known.lapse(clock.instant());
      return lapse.isPresent()
          ? CompletableFuture.failedFuture(lapse.get())
          : CompletableFuture.completedFuture(known);
    }
    var refused = memory.refusal(hash);
    return refused == null ? ask(hash, secret) : CompletableFuture.failedFuture(refused);
  }

  private CompletionStage<Caller> ask(SecretHash hash, String text) {
    if (asked.size() >= MOST_ASKED) {
      return CompletableFuture.failedFuture(
          AUTH_UNAVAILABLE
              .because("%d tokens are being checked already; try again in a moment.", MOST_ASKED)
              .retryAfter(Duration.ofSeconds(1)));
    }
    var mine = new CompletableFuture<Caller>();
    var question = new Asked(hash, memory.endings());
    var others = asked.putIfAbsent(question, mine);
    if (others != null) {
      return others;
    }
    try {
      introspect(new Question(question, mine), TokenSecret.parse(text));
    } catch (RuntimeException failure) {
      asked.remove(question, mine);
      mine.completeExceptionally(failure);
    }
    return mine;
  }

  /// Outside the call that asks first: its end must not cancel what others wait for.
  private void introspect(Question question, TokenSecret secret) {
    var request = IntrospectRequest.newBuilder().setSecret(secret.text()).build();
    Context.ROOT.run(() ->
        auth.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).introspect(request, question));
  }

  /// A question to auth that others may wait for.
  private final class Question implements StreamObserver<Introspection> {
    private final Asked question;
    private final CompletableFuture<Caller> answer;

    Question(Asked question, CompletableFuture<Caller> answer) {
      this.question = question;
      this.answer = answer;
    }

    @Override
    public void onNext(Introspection introspection) {
      var caller = caller(introspection);
      memory.remember(question.hash(), caller, question.endings());
      asked.remove(question, answer);
      answer.complete(caller);
    }

    @Override
    public void onError(Throwable failure) {
      var refusal = verdict(failure);
      if (VERDICTS.contains(refusal.reason())) {
        memory.remember(question.hash(), refusal);
      }
      asked.remove(question, answer);
      answer.completeExceptionally(refusal);
    }

    @Override
    public void onCompleted() {
      if (!answer.isDone()) {
        onError(Status.INTERNAL.withDescription("no answer").asRuntimeException());
      }
    }
  }

  private static Refusal verdict(Throwable failure) {
    var refusal = RemoteErrors.refusal(failure);
    if (refusal.filter(said -> VERDICTS.contains(said.reason())).isPresent()) {
      return refusal.get();
    }
    return AUTH_UNAVAILABLE
        .because("Cannot check the token. %s", RemoteErrors.of("auth", failure).sentence())
        .retryAfter(Duration.ofSeconds(1));
  }

  private static Caller caller(Introspection introspection) {
    var grants =
        introspection.getGrantsList().stream()
            .map(grant -> new Grant(grant.getScope(), grant.getResource()))
            .toList();
    boolean owner =
        introspection.getActor().equals(Actor.OWNER) && grants.equals(List.of(Grant.ALL));
    var limits = introspection.getLimits();
    var end = introspection.getExpireTime();
    return new Caller(
        introspection.getTokenId(),
        introspection.getActor(),
        owner ? Caller.Kind.OWNER : Caller.Kind.TOKEN,
        grants,
        new CallLimit(limits.getPerMinute(), limits.getPerDay()),
        introspection.hasExpireTime()
            ? Instant.ofEpochSecond(end.getSeconds(), end.getNanos())
            : null);
  }
}
