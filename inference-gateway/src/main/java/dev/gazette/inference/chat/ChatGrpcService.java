package dev.gazette.inference.chat;

import dev.gazette.inference.usage.Usage;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.inference.v1.ChatRequest;
import dev.gazette.proto.inference.v1.ChatResponse;
import dev.gazette.proto.inference.v1.ChatServiceGrpc.ChatServiceImplBase;
import dev.gazette.proto.inference.v1.ListModelsRequest;
import dev.gazette.proto.inference.v1.ListModelsResponse;
import dev.gazette.proto.inference.v1.StreamChatRequest;
import dev.gazette.proto.inference.v1.StreamChatResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Serves chats. A call that ends early, by its caller or its deadline, ends the model's work.
@Singleton
public final class ChatGrpcService extends ChatServiceImplBase {

  private final Chats chats;
  private final Calls calls;

  /// Serves these.
  public ChatGrpcService(Chats chats, Calls calls) {
    this.chats = chats;
    this.calls = calls;
  }

  @Override
  public void chat(ChatRequest request, StreamObserver<ChatResponse> observer) {
    var answer = new WholeAnswer();
    var question = ChatProtos.question(request);
    var usage = follow(chats.ask(Caller.current(), Calls.actor(), question, answer));
    calls.answer(observer, usage.thenApply(row -> ChatProtos.whole(answer.text(), row)));
  }

  @Override
  public void streamChat(StreamChatRequest request, StreamObserver<StreamChatResponse> observer) {
    var answer = new PacedStream((ServerCallStreamObserver<StreamChatResponse>) observer);
    var question = ChatProtos.question(request.getChat());
    var usage = follow(chats.ask(Caller.current(), Calls.actor(), question, answer));
    calls.answer(observer, usage.thenApply(ChatProtos::last));
  }

  /// Ends an asking with its call.
  private static CompletionStage<Usage> follow(Asking asking) {
    Context.current().addListener(_ -> asking.cancel(), Runnable::run);
    return asking
        .usage()
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                failure instanceof CancellationException
                    ? Status.CANCELLED.asRuntimeException()
                    : failure));
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    var caller = Caller.current();
    var listing = new CompletableFuture<ListModelsResponse>();
    var thread =
        Thread.ofVirtual()
            .name("models")
            .start(() -> {
              try {
                listing.complete(ChatProtos.models(chats.models(caller), chats.provider()));
              } catch (InterruptedException _) {
                listing.completeExceptionally(Status.CANCELLED.asRuntimeException());
              } catch (RuntimeException failure) {
                listing.completeExceptionally(failure);
              }
            });
    Context.current().addListener(_ -> thread.interrupt(), Runnable::run);
    calls.answer(observer, listing);
  }
}
