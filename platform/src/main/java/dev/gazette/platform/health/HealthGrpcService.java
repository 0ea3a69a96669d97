package dev.gazette.platform.health;

import static dev.gazette.platform.health.HealthReason.SERVICE_UNKNOWN;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc.HealthImplBase;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.micronaut.context.annotation.Bean;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Serves `grpc.health.v1` from the same readiness as HTTP: for the empty name and for each service
/// that the server has. A check is answered with what holds now; watchers hear of a change within a
/// second.
@Singleton
@Bean(
    preDestroy = "close",
    typed = {BindableService.class, HealthGrpcService.class})
public final class HealthGrpcService extends HealthImplBase implements AutoCloseable {

  private final Readiness readiness;
  private final Provider<GrpcEmbeddedServer> server;
  private final HealthStatusManager statuses = new HealthStatusManager();
  private final HealthImplBase watched = (HealthImplBase) statuses.getHealthService();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("health").factory());

  HealthGrpcService(Readiness readiness, Provider<GrpcEmbeddedServer> server) {
    this.readiness = readiness;
    this.server = server;
  }

  /// Begins to look every second. Called once the server listens.
  public void start() {
    var _ = ticker.scheduleWithFixedDelay(this::refresh, 0, 1, TimeUnit.SECONDS);
  }

  /// Tells watchers what holds now.
  public void refresh() {
    var status = status();
    server.get().getServer().getServices().stream()
        .map(ServerServiceDefinition::getServiceDescriptor)
        .forEach(service -> statuses.setStatus(service.getName(), status));
    statuses.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
  }

  private ServingStatus status() {
    return readiness.ready() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
    if (!request.getService().isEmpty() && !serves(request.getService())) {
      throw SERVICE_UNKNOWN.because(
          "This server has no gRPC service '%s'; leave the name empty to ask for all.",
          request.getService());
    }
    observer.onNext(HealthCheckResponse.newBuilder().setStatus(status()).build());
    observer.onCompleted();
  }

  private boolean serves(String name) {
    return server.get().getServer().getServices().stream()
        .anyMatch(service -> service.getServiceDescriptor().getName().equals(name));
  }

  @Override
  public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
    watched.watch(request, observer);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
