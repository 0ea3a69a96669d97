package dev.gazette.auth;

import static dev.gazette.platform.error.PlatformReason.TOKEN_MISSING;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.config.Settings;
import dev.gazette.platform.service.RunningService;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import dev.gazette.proto.auth.v1.CreateTokenRequest;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.RecoverOwnerRequest;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceBlockingStub;
import dev.gazette.proto.common.v1.Grant;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole service on real sockets, with its log in its home.
final class AuthServiceTest {

  @TempDir Path home;

  private RunningService start(int offset) {
    var settings =
        Settings.of(
            Map.of(
                "gazette.home", home.toString(),
                "gazette.port-offset", Integer.toString(offset)));
    return new ServiceRunner(ServiceName.AUTH, settings).start();
  }

  private static int freeOffset() {
    int offset = 300 + (int) (ProcessHandle.current().pid() % 9_000);
    while (!free(ServiceName.AUTH.grpcPort(offset)) || !free(ServiceName.AUTH.httpPort(offset))) {
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

  private static TokenServiceBlockingStub stub(ManagedChannel channel, String secret) {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    return TokenServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Test
  void firstStart_callsAndRecovery_leaveNoSecretBehind() throws Exception {
    int offset = freeOffset();
    List<String> secrets;
    try (var service = start(offset)) {
      var channel =
          NettyChannelBuilder.forAddress("127.0.0.1", service.grpcPort()).usePlaintext().build();
      try {
        secrets = use(channel);
      } finally {
        channel.shutdownNow();
      }
    }
    assertThat(home.resolve("logs/gazette.log")).content().contains("auth serves gRPC");
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.equals(home.resolve("token"))) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(secrets);
        }
      }
    }
  }

  private List<String> use(ManagedChannel channel) throws IOException {
    String owner = Files.readString(home.resolve("token")).strip();
    String recovery = Files.readString(home.resolve("data/auth/recovery")).strip();
    var stub = stub(channel, owner);
    assertThat(stub.listTokens(ListTokensRequest.getDefaultInstance()).getTokensList())
        .singleElement()
        .satisfies(token -> assertThat(token.getOwner()).isTrue());
    var made =
        stub.createToken(
            CreateTokenRequest.newBuilder()
                .setName("ci")
                .addGrants(Grant.newBuilder().setScope("board.read"))
                .build());
    assertRefused(
        TOKEN_MISSING,
        () ->
            TokenServiceGrpc.newBlockingStub(channel)
                .listTokens(ListTokensRequest.getDefaultInstance()));
    var recovered =
        TokenServiceGrpc.newBlockingStub(channel)
            .recoverOwner(RecoverOwnerRequest.newBuilder().setRecoverySecret(recovery).build());
    return List.of(owner, recovery, made.getSecret(), recovered.getSecret());
  }
}
