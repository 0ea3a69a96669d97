package dev.gazette.platform.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Times every call as `gazette_call_seconds{method, code}`, and logs those that failed by our
/// fault or took over 1 s.
final class MeterInterceptor implements ServerInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(MeterInterceptor.class);
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final MeterRegistry registry;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  MeterInterceptor(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Key(String method, Status.Code code) {}

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    long start = System.nanoTime();
    var timed =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            record(getMethodDescriptor().getFullMethodName(), status, System.nanoTime() - start);
            super.close(status, trailers);
          }
        };
    return next.startCall(timed, headers);
  }

  private void record(String method, Status status, long nanos) {
    timers
        .computeIfAbsent(new Key(method, status.getCode()), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
    if (status.getCode() == Status.Code.INTERNAL || status.getCode() == Status.Code.UNKNOWN) {
      LOG.warn("{} ended {} after {} ms", method, status.getCode(), nanos / 1_000_000);
    } else if (nanos > SLOW_NANOS && !method.contains("/Watch") && !method.contains("/Stream")) {
      LOG.info("{} took {} ms, {}", method, nanos / 1_000_000, status.getCode());
    }
  }

  private Timer timer(Key key) {
    return Timer.builder("gazette.call")
        .description("Calls served, from their first header to their last")
        .tags("method", key.method(), "code", key.code().name())
        .register(registry);
  }
}
