package dev.gazette.board.card;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.service.RunningService;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The board's service as it runs, on real sockets and a real file. Everybody is the owner.
final class LiveBoard implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final RunningService service;
  private final ManagedChannel channel;

  /// Starts it with its home in a folder.
  LiveBoard(Path folder) {
    var owner =
        new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);
    var settings =
        Settings.of(
            Map.of(
                "gazette.home", folder.resolve("home").toString(),
                "gazette.port-offset", Integer.toString(freeOffset()),
                "gazette.log", "console"));
    service =
        new ServiceRunner(ServiceName.BOARD, settings)
            .with(Authenticator.class, _ -> CompletableFuture.completedFuture(owner))
            .start();
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer gzt_any");
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", service.grpcPort())
            .usePlaintext()
            .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
            .build();
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
    return CardServiceGrpc.newBlockingStub(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    service.close();
  }
}
