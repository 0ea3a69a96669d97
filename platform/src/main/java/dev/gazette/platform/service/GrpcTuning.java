package dev.gazette.platform.service;

import dev.gazette.platform.grpc.CallChain;
import io.grpc.ServerBuilder;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// Makes each gRPC server the one that Gazette means: calls on the event loop, which never blocks,
/// behind the call chain, with bounds.
@Singleton
final class GrpcTuning implements BeanCreatedEventListener<ServerBuilder<?>> {

  private static final int LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;
  private static final int LARGEST_HEADERS_BYTES = 16 * 1024;
  private static final long LEAST_KEEPALIVE_SECONDS = 15;

  private final Provider<CallChain> chain;
  private final Provider<UnaryCalls> unaryCalls;

  GrpcTuning(Provider<CallChain> chain, Provider<UnaryCalls> unaryCalls) {
    this.chain = chain;
    this.unaryCalls = unaryCalls;
  }

  @Override
  public ServerBuilder<?> onCreated(BeanCreatedEvent<ServerBuilder<?>> event) {
    var server = event.getBean();
    server
        .directExecutor()
        .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
        .maxInboundMetadataSize(LARGEST_HEADERS_BYTES)
        .permitKeepAliveTime(LEAST_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
    // The builder calls what was added last first.
    chain.get().interceptors().reversed().forEach(server::intercept);
    return server.intercept(unaryCalls.get());
  }
}
