package dev.gazette.cli.testgazette;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// Answers a call with what a function gives, or refuses it as it throws.
final class Answer {

  private Answer() {}

  static <A> void with(StreamObserver<A> observer, Supplier<A> answer) {
    try {
      observer.onNext(answer.get());
      observer.onCompleted();
    } catch (StatusRuntimeException refused) {
      observer.onError(refused);
    }
  }
}
