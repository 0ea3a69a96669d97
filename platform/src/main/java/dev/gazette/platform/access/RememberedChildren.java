package dev.gazette.platform.access;

import dev.gazette.platform.grpc.RemoteErrors;
import dev.gazette.proto.board.v1.ChildToken;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc.ChildTokenServiceStub;
import dev.gazette.proto.board.v1.IntrospectChildTokenRequest;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks the board who presents a child token, and goes by the answer for 5 s (DESIGN decision 9):
/// so long may a child outlive its lease on another service.
final class RememberedChildren implements ChildVouching {

  static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final int BOUND = 4_096;
  private static final int DEADLINE_SECONDS = 2;

  private final Supplier<ChildTokenServiceStub> board;
  private final InstantSource clock;
  private final Map<SecretHash, Answer> answers = new ConcurrentHashMap<>();

  /// @param board how the board is asked; not before the first child comes
  RememberedChildren(Supplier<ChildTokenServiceStub> board, InstantSource clock) {
    this.board = board;
    this.clock = clock;
  }

  private record Answer(Caller caller, Instant since) {

    /// Not after a clock that went back, either.
    boolean holds(Instant now) {
      return !now.isBefore(since) && now.isBefore(since.plus(REMEMBERED));
    }
  }

  @Override
  public CompletionStage<Caller> vouch(String token) {
    var hash = SecretHash.of(token);
    var known = answers.get(hash);
    if (known != null && known.holds(clock.instant())) {
      return CompletableFuture.completedFuture(known.caller());
    }
    var question = new Question(hash, clock.instant());
    var request = IntrospectChildTokenRequest.newBuilder().setSecret(token).build();
    Context.ROOT.run(() ->
        board
            .get()
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .introspectChildToken(request, question));
    return question.caller;
  }

  private final class Question implements StreamObserver<ChildToken> {
    private final SecretHash hash;
    private final Instant asked;
    private final CompletableFuture<Caller> caller = new CompletableFuture<>();

    Question(SecretHash hash, Instant asked) {
      this.hash = hash;
      this.asked = asked;
    }

    @Override
    public void onNext(ChildToken token) {
      if (answers.size() >= BOUND) {
        answers.clear();
      }
      var found = Caller.child(token);
      answers.put(hash, new Answer(found, asked));
      caller.complete(found);
    }

    @Override
    public void onError(Throwable failure) {
      answers.remove(hash);
      caller.completeExceptionally(RemoteErrors.of("board", failure));
    }

    @Override
    public void onCompleted() {
      // The answer came before.
    }
  }
}
