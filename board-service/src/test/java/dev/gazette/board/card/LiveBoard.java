package dev.gazette.board.card;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.health.Readiness;
import dev.gazette.platform.service.RunningService;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Writer;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The board's service as it runs, on real sockets and a real file, or on PostgreSQL where its
/// settings say so. Everybody is the owner.
final class LiveBoard implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final RunningService service;
  private final ManagedChannel channel;

  /// Starts it with its home in a folder.
  LiveBoard(Path folder) {
    this(runner(folder, Map.of()));
  }

  /// Starts it with more settings, and as if it had heard auth: leases lapse, since it is ready.
  LiveBoard(Path folder, Map<String, String> more) {
    this(runner(folder, more).with(Readiness.class, new Readiness(List.of())));
  }

  private LiveBoard(ServiceRunner runner) {
    service = runner.start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", service.grpcPort()).usePlaintext().build();
  }

  private static ServiceRunner runner(Path folder, Map<String, String> more) {
    var owner =
        new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);
    var settings = new HashMap<>(more);
    settings.put("gazette.home", folder.resolve("home").toString());
    settings.put("gazette.port-offset", Integer.toString(freeOffset()));
    settings.put("gazette.log", "console");
    return new ServiceRunner(ServiceName.BOARD, Settings.of(settings))
        .with(Authenticator.class, _ -> CompletableFuture.completedFuture(owner));
  }

  /// An offset at which nobody listens.
  private static int freeOffset() {
    int offset = 9_500 + (int) (ProcessHandle.current().pid() % 5_000);
    while (!free(ServiceName.BOARD.grpcPort(offset)) || !free(ServiceName.BOARD.httpPort(offset))) {
      offset++;
    }
    return offset;
  }

  private static boolean free(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  CardServiceBlockingStub cards() {
    return stub(CardServiceGrpc::newBlockingStub);
  }

  /// A stub that calls as the owner.
  <S extends AbstractStub<S>> S stub(Function<Channel, S> stub) {
    return stub(stub, "gzt_any");
  }

  /// A stub that calls with a secret.
  <S extends AbstractStub<S>> S stub(Function<Channel, S> stub, String secret) {
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + secret);
    return stub.apply(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /// Writes past the service, as if time had gone by.
  void write(Operation<Integer> operation) {
    service.bean(Writer.class).write(operation).toCompletableFuture().join();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    service.close();
  }
}
