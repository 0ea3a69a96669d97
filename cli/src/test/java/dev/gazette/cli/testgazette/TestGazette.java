package dev.gazette.cli.testgazette;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A Gazette on one loopback port, with a home that names it. What it keeps survives {@link #stop}
/// and {@link #start}.
public final class TestGazette implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String OWNER = "gzt_owner";

  private final Path home;
  private final Log log = new Log();
  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards, log);
  private final Tokens tokens = new Tokens(OWNER);
  private final Repositories repositories = new Repositories();
  private final ManagedFiles files = new ManagedFiles(repositories);
  private final Models models = new Models();
  private final HealthStatusManager health = new HealthStatusManager();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final List<Message> requests = new CopyOnWriteArrayList<>();
  private int port;
  private Server server;

  /// Starts one whose home is a folder.
  public TestGazette(Path home) {
    this.home = home;
    server = start();
    port = server.getPort();
    try {
      Files.createDirectories(home.resolve("run"));
      Files.createDirectories(home.resolve("data/auth"));
      Files.writeString(home.resolve("data/auth/recovery"), "gzr_secret\n");
      Files.writeString(home.resolve("token"), OWNER + "\n");
      var endpoints = new StringBuilder();
      for (String service : List.of("governor", "probe", "board", "inference", "auth")) {
        endpoints.append(service).append(".grpc=127.0.0.1:").append(port).append('\n');
      }
      Files.writeString(home.resolve("run/endpoints"), endpoints);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Starts it again, where it was.
  public void restart() {
    server = start();
  }

  private Server start() {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
          .intercept(new Door())
          .addService(log)
          .addService(boards)
          .addService(cards)
          .addService(tokens)
          .addService(tokens.auditService())
          .addService(repositories)
          .addService(repositories.probe())
          .addService(files)
          .addService(models)
          .addService(models.usageService())
          .addService(health.getHealthService())
          .build()
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Stops it, keeping what it knows.
  public void stop() throws InterruptedException {
    server.shutdownNow();
    if (!server.awaitTermination(5, TimeUnit.SECONDS)) {
      throw new AssertionError("The server does not stop.");
    }
    log.abandon();
  }

  /// Its home.
  public Path home() {
    return home;
  }

  /// Its port.
  public int port() {
    return port;
  }

  /// Refuses the next calls as away.
  public void refuseNext(int calls) {
    unavailable.set(calls);
  }

  /// Every request that arrived.
  public List<Message> requests() {
    return requests;
  }

  /// How many follow the log.
  public int watching() {
    return log.watching();
  }

  /// The value that was last set.
  public String environment(String key) {
    return String.valueOf(files.environment.get(key));
  }

  /// Waits until a model was asked for a stream.
  public boolean waitUntilAsked() throws InterruptedException {
    return models.asked.await(10, TimeUnit.SECONDS);
  }

  /// Waits until a stream of a model was cancelled.
  public boolean waitUntilCancelled() throws InterruptedException {
    return models.cancelled.await(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /// Asks for the token, and keeps each request.
  private final class Door implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      var refusal = refusal(call.getMethodDescriptor().getFullMethodName(), headers);
      if (refusal != null) {
        var trailers = refusal.getTrailers();
        call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
      }
      return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
        @Override
        public void onMessage(Q message) {
          requests.add((Message) message);
          super.onMessage(message);
        }
      };
    }

    private @org.jspecify.annotations.Nullable StatusRuntimeException refusal(
        String method, Metadata headers) {
      if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        return Refuse.with(Code.UNAVAILABLE, "SHUTTING_DOWN", "The service is stopping.");
      }
      if (method.startsWith("grpc.health") || method.endsWith("/RecoverOwner")) {
        return null;
      }
      String header = String.valueOf(headers.get(AUTHORIZATION));
      return tokens.holds(header.replaceFirst("^Bearer ", ""))
          ? null
          : Refuse.with(Code.UNAUTHENTICATED, "TOKEN_INVALID", "Nobody knows this token.");
    }
  }
}
