package dev.gazette.platform.grpc;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// What every call passes through, the same in production and in tests, outermost first: metrics
/// and log, errors, deadline, admission (identity, grant, limit, request id).
public final class CallChain implements AutoCloseable {

  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deadlines").factory());
  private final List<ServerInterceptor> outermostFirst;

  /// A chain that admits through one admission and counts in one registry.
  ///
  /// @param clock that tokens lapse by
  public CallChain(Admission admission, MeterRegistry registry, InstantSource clock) {
    outermostFirst =
        List.of(
            new MeterInterceptor(registry),
            new ErrorInterceptor(),
            new DeadlineInterceptor(deadlines),
            new AdmissionInterceptor(admission, new LastingCalls(admission, clock, deadlines)));
  }

  /// A service behind the chain.
  public ServerServiceDefinition guard(BindableService service) {
    return ServerInterceptors.interceptForward(service.bindService(), outermostFirst);
  }

  /// The interceptors, outermost first.
  public List<ServerInterceptor> interceptors() {
    return outermostFirst;
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
