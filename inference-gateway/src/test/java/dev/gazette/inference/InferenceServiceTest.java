package dev.gazette.inference;

import static dev.gazette.inference.error.InferenceReason.PROVIDER_UNAVAILABLE;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.inference.ollama.StandInOllama;
import dev.gazette.inference.ollama.StandInOllama.Script;
import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.health.Readiness;
import dev.gazette.platform.service.RunningService;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import dev.gazette.proto.inference.v1.ChatRequest;
import dev.gazette.proto.inference.v1.ChatServiceGrpc;
import dev.gazette.proto.inference.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.gazette.proto.inference.v1.ListUsageRequest;
import dev.gazette.proto.inference.v1.Message;
import dev.gazette.proto.inference.v1.Role;
import dev.gazette.proto.inference.v1.UsageServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway on real sockets, wired as in production.
final class InferenceServiceTest {

  private static final Caller OWNER =
      new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);

  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : opened.reversed()) {
      one.close();
    }
  }

  private Settings settings(Map<String, String> more) {
    var values = new HashMap<String, String>();
    values.put("gazette.home", folder.toString());
    values.put("gazette.port-offset", Integer.toString(freeOffset()));
    values.put("gazette.log", "console");
    values.putAll(more);
    return Settings.of(values);
  }

  private static int freeOffset() {
    int offset = 200 + (int) (ProcessHandle.current().pid() % 9_000);
    while (!free(ServiceName.INFERENCE.grpcPort(offset))
        || !free(ServiceName.INFERENCE.httpPort(offset))) {
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

  private ManagedChannel start(Map<String, String> more) {
    RunningService running =
        new ServiceRunner(ServiceName.INFERENCE, settings(more))
            .with(Authenticator.class, _ -> CompletableFuture.completedFuture(OWNER))
            .start();
    opened.add(running);
    assertThat(running.bean(Readiness.class).parts()).containsEntry("serving", "");
    var channel =
        NettyChannelBuilder.forAddress("127.0.0.1", running.grpcPort()).usePlaintext().build();
    opened.add(channel::shutdownNow);
    return channel;
  }

  private static <S extends AbstractStub<S>> S asOwner(S stub) {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer gzt_owner");
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static ChatServiceBlockingStub chats(ManagedChannel channel) {
    return asOwner(ChatServiceGrpc.newBlockingStub(channel));
  }

  private static ChatRequest question() {
    return ChatRequest.newBuilder()
        .setModel("parrot")
        .addMessages(Message.newBuilder().setRole(Role.ROLE_USER).setContent("hello there"))
        .build();
  }

  @Test
  void start_asksTheOllamaOfItsSettings() {
    var ollama = new StandInOllama(Script.parrot());
    opened.add(ollama);
    var channel =
        start(Map.of("gazette.inference.ollama-url", "0.0.0.0:" + ollama.url().getPort()));
    assertThat(chats(channel).chat(question()).getContent()).isEqualTo("hello there");
    assertThat(
            asOwner(UsageServiceGrpc.newBlockingStub(channel))
                .listUsage(ListUsageRequest.getDefaultInstance())
                .getUsagesList())
        .hasSize(1);
  }

  @Test
  void start_withoutAModelServer_servesAndSaysWhatIsMissing() {
    var gone = new StandInOllama(Script.parrot());
    gone.close();
    var channel = start(Map.of("gazette.inference.ollama-url", gone.url().toString()));
    assertThat(assertRefused(PROVIDER_UNAVAILABLE, () -> chats(channel).chat(question())))
        .contains("`ollama serve`", "GAZETTE_INFERENCE_OLLAMA_URL");
  }

  @Test
  void start_offline_asksNobodyBeyondThisMachine() {
    var channel =
        start(Map.of("gazette.offline", "true", "gazette.inference.ollama-url", "gpu.example"));
    assertThat(assertRefused(PROVIDER_UNAVAILABLE, () -> chats(channel).chat(question())))
        .contains("offline", "gpu.example:11434", "GAZETTE_OFFLINE_ALLOW");
  }

  @Test
  void start_nonsenseSettings_isRefused() {
    assertThatThrownBy(() -> settings(Map.of("gazette.inference.ollama-url", "ftp://x")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("GAZETTE_INFERENCE_OLLAMA_URL")
        .hasMessageContaining("must be a URL or host:port");
    assertThatThrownBy(() -> settings(Map.of("gazette.inference.default-model", "a b")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("must be a model's name");
  }
}
