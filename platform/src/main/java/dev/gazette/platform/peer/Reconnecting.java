package dev.gazette.platform.peer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Has a channel that lost its peer try again with the next call, at most twice a second. Left to
/// itself it waits for up to two minutes, long after the peer is back.
final class Reconnecting implements ClientInterceptor {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
  private volatile @Nullable ManagedChannel watched;

  /// Watches a channel that has this interceptor.
  void watch(ManagedChannel channel) {
    watched = channel;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    var channel = watched;
    long last = lastNanos.get();
    long now = System.nanoTime();
    if (channel != null
        && now - last > PAUSE_NANOS
        && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE
        && lastNanos.compareAndSet(last, now)) {
      channel.resetConnectBackoff();
    }
    return next.newCall(method, options);
  }
}
