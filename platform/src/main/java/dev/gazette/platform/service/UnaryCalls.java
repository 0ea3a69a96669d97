package dev.gazette.platform.service;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Counts the unary calls that are being served, so that a service can finish them before it ends.
/// Streams are not waited for: a watcher never ends by itself, and goes on elsewhere from its
/// token.
@Singleton
@Bean(typed = UnaryCalls.class) // The framework would add every ServerInterceptor once more itself.
final class UnaryCalls implements ServerInterceptor {

  /// One party for the service itself, one for each call.
  private final Phaser serving = new Phaser(1);

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (call.getMethodDescriptor().getType() != MethodType.UNARY || serving.register() < 0) {
      return next.startCall(call, headers);
    }
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onComplete() {
        serving.arriveAndDeregister();
        super.onComplete();
      }

      @Override
      public void onCancel() {
        serving.arriveAndDeregister();
        super.onCancel();
      }
    };
  }

  /// Waits until none is served any more. Answers whether that came in time.
  boolean awaitNone(Duration longest) {
    int phase = serving.arriveAndDeregister();
    try {
      serving.awaitAdvanceInterruptibly(phase, longest.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
