package dev.gazette.platform.service;

import dev.gazette.platform.health.Draining;
import dev.gazette.platform.health.HealthGrpcService;
import dev.gazette.platform.health.ServingPart;
import dev.gazette.platform.home.Endpoints;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.home.HomeLock;
import dev.gazette.platform.timer.Timer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service that runs, until it is closed.
public final class RunningService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);

  /// Leaves the writer what it needs of the 10 s that a stop may take.
  private static final Duration LONGEST_CALLS = Duration.ofSeconds(4);

  private final ServiceName service;
  private final ApplicationContext context;
  private final Home home;
  private final HomeLock lock;
  private final AtomicBoolean closed = new AtomicBoolean();

  RunningService(ServiceName service, ApplicationContext context, Home home, HomeLock lock) {
    this.service = service;
    this.context = context;
    this.home = home;
    this.lock = lock;
  }

  /// Tells everybody that both servers listen.
  void serve() {
    bean(ServingPart.class).serve();
    bean(HealthGrpcService.class).start();
    Endpoints.publish(home, service, address(grpc()), address(http()));
    LOG.info("{} serves gRPC on {} and HTTP on {}", service.id(), address(grpc()), address(http()));
  }

  private static String address(EmbeddedServer server) {
    return server.getHost() + ":" + server.getPort();
  }

  private EmbeddedServer http() {
    return context.getBean(EmbeddedServer.class);
  }

  private GrpcEmbeddedServer grpc() {
    return context.getBean(GrpcEmbeddedServer.class);
  }

  /// Which service this is.
  public ServiceName name() {
    return service;
  }

  /// The port that its gRPC server listens on.
  public int grpcPort() {
    return grpc().getPort();
  }

  /// The port that its HTTP server listens on.
  public int httpPort() {
    return http().getPort();
  }

  /// One of its beans, for launchers and tests.
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /// Ends the service within 10 s: it is no longer ready, takes no new calls, finishes those it
  /// has, writes what waits, and closes. A second close does nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    bean(ServingPart.class).drain();
    context.getBeansOfType(Draining.class).forEach(Draining::drain);
    bean(Timer.class).close(); // Before the database that it asks.
    bean(HealthGrpcService.class).refresh();
    Endpoints.withdraw(home, service);
    var server = grpc().getServer();
    server.shutdown();
    if (!bean(UnaryCalls.class).awaitNone(LONGEST_CALLS)) {
      LOG.warn("{} cuts calls off that did not end within {}", service.id(), LONGEST_CALLS);
    }
    server.shutdownNow();
    context.close();
    lock.close();
    LOG.info("{} ended", service.id());
  }
}
