package dev.gazette.inference.chat;

import dev.gazette.inference.ollama.OllamaProvider;
import dev.gazette.inference.ollama.OllamaSettings;
import dev.gazette.inference.usage.UsageGrpcService;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.proto.inference.v1.ChatRequest;
import dev.gazette.proto.inference.v1.ChatServiceGrpc;
import dev.gazette.proto.inference.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.gazette.proto.inference.v1.ChatServiceGrpc.ChatServiceFutureStub;
import dev.gazette.proto.inference.v1.ChatServiceGrpc.ChatServiceStub;
import dev.gazette.proto.inference.v1.ListUsageRequest;
import dev.gazette.proto.inference.v1.Message;
import dev.gazette.proto.inference.v1.Role;
import dev.gazette.proto.inference.v1.StreamChatRequest;
import dev.gazette.proto.inference.v1.Usage;
import dev.gazette.proto.inference.v1.UsageServiceGrpc;
import dev.gazette.proto.inference.v1.UsageServiceGrpc.UsageServiceBlockingStub;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The inference gateway in process, in front of an Ollama.
final class Gateway implements AutoCloseable {

  private final OllamaProvider provider;
  private final Chats chats;
  private final TestServer server;

  Gateway(Path folder, URI ollama, ChatSettings settings) {
    provider =
        new OllamaProvider(
            OllamaSettings.at(ollama),
            Optional.empty(),
            Executors.newVirtualThreadPerTaskExecutor());
    var made = new Chats[1];
    server =
        new TestServer(
            "inference",
            folder,
            calls -> {
              made[0] = new Chats(provider, settings, calls.writer(), calls.clock());
              return List.of(
                  new ChatGrpcService(made[0], calls.calls()), new UsageGrpcService(calls.calls()));
            });
    chats = made[0];
  }

  static ChatRequest question(String model, String content) {
    return ChatRequest.newBuilder()
        .setModel(model)
        .addMessages(Message.newBuilder().setRole(Role.ROLE_USER).setContent(content))
        .build();
  }

  static StreamChatRequest streamed(ChatRequest chat) {
    return StreamChatRequest.newBuilder().setChat(chat).build();
  }

  ChatServiceBlockingStub asToken(String... grants) {
    return server.with(server.token("agent", grants), ChatServiceGrpc::newBlockingStub);
  }

  ChatServiceFutureStub future() {
    return server.with(server.token("agent", "inference.use"), ChatServiceGrpc::newFutureStub);
  }

  ChatServiceStub async() {
    return server.with(server.token("agent", "inference.use"), ChatServiceGrpc::newStub);
  }

  ChatServiceBlockingStub with(String secret) {
    return server.with(secret, ChatServiceGrpc::newBlockingStub);
  }

  TestServer server() {
    return server;
  }

  UsageServiceBlockingStub usageAs(String... grants) {
    return server.with(server.token("reader", grants), UsageServiceGrpc::newBlockingStub);
  }

  /// The newest rows.
  List<Usage> usages() {
    return usageAs("inference.read")
        .listUsage(ListUsageRequest.newBuilder().setPageSize(100).build())
        .getUsagesList();
  }

  /// The row of a call that is over for its caller and may not be for the gateway.
  Usage awaitUsage() {
    server.feed().await(0, TimeUnit.SECONDS.toNanos(5));
    return usages().getFirst();
  }

  List<Event> events() {
    return server.readers().readNow(session -> EventStore.after(session, 0, 1_000));
  }

  void stopChats() {
    chats.close();
  }

  @Override
  public void close() {
    chats.close();
    server.close();
    provider.close();
  }
}
