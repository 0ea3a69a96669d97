package dev.gazette.platform.testkit;

import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// The one answer of a call that streams its requests.
public final class Answer<A> implements StreamObserver<A> {

  private final CompletableFuture<A> came = new CompletableFuture<>();

  /// Waits for a call.
  public Answer() {}

  /// Makes a whole call; throws what it is refused with.
  public static <Q, A> A to(
      Function<StreamObserver<A>, StreamObserver<Q>> method, List<Q> requests) {
    var answer = new Answer<A>();
    var stream = method.apply(answer);
    requests.forEach(stream::onNext);
    stream.onCompleted();
    return answer.get();
  }

  @Override
  public void onNext(A value) {
    came.complete(value);
  }

  @Override
  public void onError(Throwable failure) {
    came.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    came.completeExceptionally(new AssertionError("ended without an answer"));
  }

  /// Waits for it; throws what the call is refused with.
  public A get() {
    try {
      return came.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException refused ? refused : failure;
    }
  }
}
