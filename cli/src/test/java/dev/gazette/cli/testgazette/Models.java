package dev.gazette.cli.testgazette;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.gazette.proto.inference.v1.ChatRequest;
import dev.gazette.proto.inference.v1.ChatResponse;
import dev.gazette.proto.inference.v1.ChatServiceGrpc.ChatServiceImplBase;
import dev.gazette.proto.inference.v1.ListModelsRequest;
import dev.gazette.proto.inference.v1.ListModelsResponse;
import dev.gazette.proto.inference.v1.ListUsageRequest;
import dev.gazette.proto.inference.v1.ListUsageResponse;
import dev.gazette.proto.inference.v1.Model;
import dev.gazette.proto.inference.v1.StreamChatRequest;
import dev.gazette.proto.inference.v1.StreamChatResponse;
import dev.gazette.proto.inference.v1.Usage;
import dev.gazette.proto.inference.v1.UsageOutcome;
import dev.gazette.proto.inference.v1.UsageServiceGrpc.UsageServiceImplBase;
import io.grpc.Status.Code;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A model that says what it was told, word by word; the model `mute` never says anything.
final class Models extends ChatServiceImplBase {

  final CountDownLatch cancelled = new CountDownLatch(1);
  final CountDownLatch asked = new CountDownLatch(1);
  private final List<Usage> usages = new CopyOnWriteArrayList<>();

  private Usage account(ChatRequest chat) {
    if (chat.getModel().equals("echa")) {
      throw Refuse.with(Code.NOT_FOUND, "MODEL_NOT_FOUND", "There is no model echa.");
    }
    var usage =
        Usage.newBuilder()
            .setId(usages.size() + 1L)
            .setActor("owner")
            .setProvider("test")
            .setModel("echo")
            .setOutcome(UsageOutcome.USAGE_OUTCOME_COMPLETED)
            .setPromptTokens(1_000_000_000_000L)
            .setLatency(Duration.newBuilder().setNanos(1_500_000))
            .setCreateTime(Timestamp.newBuilder().setSeconds(1_800_000_000L).setNanos(5_000_000))
            .build();
    usages.add(usage);
    return usage;
  }

  private static String said(ChatRequest chat) {
    return chat.getMessages(chat.getMessagesCount() - 1).getContent();
  }

  @Override
  public void chat(ChatRequest request, StreamObserver<ChatResponse> observer) {
    Answer.with(
        observer,
        () ->
            ChatResponse.newBuilder().setContent(said(request)).setUsage(account(request)).build());
  }

  @Override
  public void streamChat(StreamChatRequest request, StreamObserver<StreamChatResponse> observer) {
    var stream = (ServerCallStreamObserver<StreamChatResponse>) observer;
    stream.setOnCancelHandler(cancelled::countDown);
    asked.countDown();
    if (request.getChat().getModel().equals("mute")) {
      return;
    }
    try {
      var usage = account(request.getChat());
      for (String word : said(request.getChat()).splitWithDelimiters(" ", 0)) {
        observer.onNext(StreamChatResponse.newBuilder().setContent(word).build());
      }
      observer.onNext(StreamChatResponse.newBuilder().setUsage(usage).build());
      observer.onCompleted();
    } catch (io.grpc.StatusRuntimeException refused) {
      observer.onError(refused);
    }
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    Answer.with(
        observer,
        () ->
            ListModelsResponse.newBuilder()
                .addModels(Model.newBuilder().setName("echo").setProvider("test"))
                .build());
  }

  /// What it was asked.
  UsageServiceImplBase usageService() {
    return new UsageServiceImplBase() {
      @Override
      public void listUsage(ListUsageRequest request, StreamObserver<ListUsageResponse> observer) {
        Answer.with(observer, () -> ListUsageResponse.newBuilder().addAllUsages(usages).build());
      }
    };
  }
}
