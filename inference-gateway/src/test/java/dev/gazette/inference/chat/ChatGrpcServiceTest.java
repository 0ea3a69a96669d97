package dev.gazette.inference.chat;

import static dev.gazette.inference.error.InferenceReason.ANSWER_TOO_LONG;
import static dev.gazette.inference.error.InferenceReason.MODEL_NOT_FOUND;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_BUSY;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_FAILED;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_UNAVAILABLE;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.PAGE_TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_REVOKED;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.gazette.inference.ollama.StandInOllama;
import dev.gazette.inference.ollama.StandInOllama.Script;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.proto.inference.v1.ChatRequest;
import dev.gazette.proto.inference.v1.ChatResponse;
import dev.gazette.proto.inference.v1.ListModelsRequest;
import dev.gazette.proto.inference.v1.ListUsageRequest;
import dev.gazette.proto.inference.v1.Model;
import dev.gazette.proto.inference.v1.StreamChatResponse;
import dev.gazette.proto.inference.v1.Usage;
import dev.gazette.proto.inference.v1.UsageOutcome;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatGrpcServiceTest {

  private static final String SECRET_WORDS = "swordfish is the word";

  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : opened.reversed()) {
      one.close();
    }
  }

  private StandInOllama ollama(Script script) {
    var ollama = new StandInOllama(script);
    opened.add(ollama);
    return ollama;
  }

  private Gateway gateway(StandInOllama ollama) {
    return gateway(ollama, ChatSettings.DEFAULT);
  }

  private Gateway gateway(StandInOllama ollama, ChatSettings settings) {
    var gateway = new Gateway(folder, ollama.url(), settings);
    opened.add(gateway);
    return gateway;
  }

  private static ChatRequest question(String model) {
    return Gateway.question(model, SECRET_WORDS);
  }

  @Test
  void chat_answersWhole_andAccounts() {
    var gateway = gateway(ollama(Script.parrot()));
    var answer = gateway.asToken("inference.use").chat(question("parrot"));
    assertThat(answer.getContent()).isEqualTo(SECRET_WORDS);
    var usage = answer.getUsage();
    assertThat(usage)
        .isEqualTo(
            Usage.newBuilder()
                .setId(1)
                .setActor("agent")
                .setProvider("ollama")
                .setModel("parrot")
                .setOutcome(UsageOutcome.USAGE_OUTCOME_COMPLETED)
                .setPromptTokens(4)
                .setCompletionTokens(4)
                .setLatency(usage.getLatency())
                .setFirstTokenLatency(usage.getFirstTokenLatency())
                .setCreateTime(Timestamps.fromMillis(PinnedClock.START.toEpochMilli()))
                .build());
    assertThat(Durations.toMicros(usage.getFirstTokenLatency()))
        .isPositive()
        .isLessThanOrEqualTo(Durations.toMicros(usage.getLatency()));
    assertThat(gateway.usages()).containsExactly(usage);
  }

  @Test
  void chat_tellsTheLogTheRowAndNoWordOfIt() {
    var gateway = gateway(ollama(Script.parrot()));
    var usage = gateway.asToken("inference.use").chat(question("parrot")).getUsage();
    var events = gateway.events();
    assertThat(events).extracting(Event::kind).containsExactly("chat.completed");
    var event = events.getFirst();
    assertThat(event.subject()).isEqualTo("models/parrot");
    assertThat(event.actor()).isEqualTo("agent");
    assertThat(event.payload())
        .contains("\"id\":1", "\"prompt_tokens\":4", "\"completion_tokens\":4")
        .contains("\"outcome\":\"completed\"", "\"create_time\":\"2026-01-01T12:00:00Z\"")
        .contains("\"latency\":\"0.%06ds\"".formatted(Durations.toMicros(usage.getLatency())))
        .doesNotContain("swordfish");
  }

  @Test
  void streamChat_answersInPieces_theLastWithTheUsage() {
    var gateway = gateway(ollama(Script.parrot()));
    var pieces = new ArrayList<StreamChatResponse>();
    gateway
        .asToken("inference.use")
        .streamChat(Gateway.streamed(question("parrot")))
        .forEachRemaining(pieces::add);
    assertThat(pieces)
        .extracting(StreamChatResponse::getContent)
        .containsExactly("swordfish", " is", " the", " word", "");
    assertThat(pieces)
        .extracting(StreamChatResponse::hasUsage)
        .containsExactly(false, false, false, false, true);
    assertThat(gateway.usages()).containsExactly(pieces.getLast().getUsage());
  }

  @Test
  void grants_holdForEachModel() {
    var gateway = gateway(ollama(Script.parrot()));
    var agent = gateway.asToken("inference.use@models/parrot");
    assertThat(agent.chat(question("parrot")).getContent()).isEqualTo(SECRET_WORDS);
    assertRefused(GRANT_MISSING, () -> agent.chat(question("parrot-large")));
    assertRefused(GRANT_MISSING, () -> agent.chat(question("")));
    assertRefused(
        GRANT_MISSING, () -> agent.streamChat(Gateway.streamed(question("parrot-large"))).next());
    assertRefused(GRANT_MISSING, () -> gateway.asToken("board.*").chat(question("parrot")));
    assertThat(agent.listModels(ListModelsRequest.getDefaultInstance()).getModelsList())
        .extracting(Model::getName)
        .containsExactly("parrot");
    assertRefused(
        GRANT_MISSING,
        () -> gateway.usageAs("inference.use").listUsage(ListUsageRequest.getDefaultInstance()));
    assertThat(gateway.usages()).hasSize(1);
  }

  @Test
  void listModels_namesProviderAndSize() {
    var gateway = gateway(ollama(Script.parrot()));
    assertThat(
            gateway
                .asToken("inference.use")
                .listModels(ListModelsRequest.getDefaultInstance())
                .getModelsList())
        .containsExactly(
            Model.newBuilder().setName("parrot").setProvider("ollama").setSizeBytes(300).build(),
            Model.newBuilder()
                .setName("parrot-large")
                .setProvider("ollama")
                .setSizeBytes(9_000)
                .build());
  }

  @Test
  void chat_unknownModel_namesTheNearest() {
    var gateway = gateway(ollama(Script.parrot()));
    var caller = gateway.asToken("inference.use");
    assertThat(assertRefused(MODEL_NOT_FOUND, () -> caller.chat(question("parot"))))
        .contains("no model parot", "did you mean parrot?", "`ollama pull parot`");
    assertThat(assertRefused(MODEL_NOT_FOUND, () -> caller.chat(question("llama3.2"))))
        .contains("only parrot, parrot-large", "`ollama pull llama3.2`");
    // Nobody hears of a model that no grant of theirs covers.
    var narrow = gateway.asToken("inference.use@models/parot");
    assertThat(assertRefused(MODEL_NOT_FOUND, () -> narrow.chat(question("parot"))))
        .doesNotContain("parrot");
    assertThat(gateway.usages())
        .extracting(Usage::getOutcome, Usage::getReason, Usage::getModel)
        .contains(tuple(UsageOutcome.USAGE_OUTCOME_FAILED, "MODEL_NOT_FOUND", "llama3.2"));
  }

  @Test
  void chat_noModelNamed_takesTheDefaultOrAsksWhich() {
    var parrots = ollama(Script.parrot());
    var gateway = gateway(parrots);
    assertThat(
            assertRefused(
                INVALID_ARGUMENT, () -> gateway.asToken("inference.use").chat(question(""))))
        .contains("several: parrot, parrot-large", "gazette.inference.default-model");
    assertThat(gateway.events().getFirst().subject()).isEqualTo("models");
  }

  @Test
  void chat_noModelNamed_takesTheDefault() {
    var settings = new ChatSettings(Optional.of(new ModelName("parrot")), 1, 1);
    var gateway = gateway(ollama(Script.parrot()), settings);
    var usage = gateway.asToken("inference.use").chat(question("")).getUsage();
    assertThat(usage.getModel()).isEqualTo("parrot");
  }

  @Test
  void chat_noServer_saysHowToGetOne_andAccounts() {
    var gone = ollama(Script.parrot());
    gone.close();
    var gateway = gateway(gone);
    var caller = gateway.asToken("inference.use");
    assertThat(assertRefused(PROVIDER_UNAVAILABLE, () -> caller.chat(question("parrot"))))
        .contains("`ollama serve`");
    assertRefused(
        PROVIDER_UNAVAILABLE, () -> caller.listModels(ListModelsRequest.getDefaultInstance()));
    var usage = gateway.usages().getFirst();
    assertThat(usage.getOutcome()).isEqualTo(UsageOutcome.USAGE_OUTCOME_FAILED);
    assertThat(usage.getReason()).isEqualTo("PROVIDER_UNAVAILABLE");
    assertThat(usage.hasFirstTokenLatency()).isFalse();
    assertThat(gateway.events()).extracting(Event::kind).containsExactly("chat.failed");
  }

  @Test
  void streamChat_diesWithin_failsAfterThePieces() {
    var gateway =
        gateway(
            ollama(exchange -> {
              exchange.piece("one");
              exchange.die();
            }));
    var pieces = gateway.asToken("inference.use").streamChat(Gateway.streamed(question("parrot")));
    assertThat(pieces.next().getContent()).isEqualTo("one");
    assertRefused(PROVIDER_FAILED, pieces::next);
    var usage = gateway.usages().getFirst();
    assertThat(usage.getReason()).isEqualTo("PROVIDER_FAILED");
    assertThat(usage.getCompletionTokens()).isZero();
    assertThat(usage.hasFirstTokenLatency()).isTrue();
  }

  @Test
  void chat_cancelled_endsTheModelsWorkWithinASecond() throws Exception {
    var asked = new CompletableFuture<Void>();
    var closed = new CompletableFuture<Void>();
    var gateway =
        gateway(
            ollama(exchange -> {
              asked.complete(null);
              exchange.awaitGone();
              closed.complete(null);
            }));
    ListenableFuture<ChatResponse> call = gateway.future().chat(question("parrot"));
    assertThat(asked).succeedsWithin(10, TimeUnit.SECONDS);
    call.cancel(true);
    assertThat(closed).succeedsWithin(1, TimeUnit.SECONDS);
    assertThat(gateway.awaitUsage().getOutcome()).isEqualTo(UsageOutcome.USAGE_OUTCOME_CANCELLED);
    assertThat(gateway.events()).extracting(Event::kind).containsExactly("chat.cancelled");
  }

  @Test
  void chat_deadlinePasses_endsTheModelsWorkWithinASecond() {
    var closed = new CompletableFuture<Void>();
    var gateway =
        gateway(
            ollama(exchange -> {
              exchange.piece("one");
              exchange.awaitGone();
              closed.complete(null);
            }));
    var hurried = gateway.asToken("inference.use").withDeadlineAfter(300, TimeUnit.MILLISECONDS);
    assertThatThrownBy(() -> hurried.chat(question("parrot")))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            thrown ->
                assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    assertThat(closed).succeedsWithin(1, TimeUnit.SECONDS);
    assertThat(gateway.awaitUsage().hasFirstTokenLatency()).isTrue();
  }

  @Test
  void streamChat_cancelledBetweenPieces_endsTheModelsWorkWithinASecond() {
    var closed = new CompletableFuture<Void>();
    var gateway =
        gateway(
            ollama(exchange -> {
              exchange.piece("one");
              exchange.awaitGone();
              closed.complete(null);
            }));
    var reader = new SlowReader();
    gateway.async().streamChat(Gateway.streamed(question("parrot")), reader);
    reader.read(1);
    assertThat(reader.taken()).isEqualTo("one");
    reader.cancel();
    assertThat(closed).succeedsWithin(1, TimeUnit.SECONDS);
    assertThat(gateway.awaitUsage().getOutcome()).isEqualTo(UsageOutcome.USAGE_OUTCOME_CANCELLED);
  }

  @Test
  void streamChat_whoseTokenIsRevoked_endsTheModelsWork() {
    var closed = new CompletableFuture<Void>();
    var gateway =
        gateway(
            ollama(exchange -> {
              exchange.piece("one");
              exchange.awaitGone();
              closed.complete(null);
            }));
    String token = gateway.server().token("agent", "inference.use");
    var pieces = gateway.with(token).streamChat(Gateway.streamed(question("parrot")));
    assertThat(pieces.next().getContent()).isEqualTo("one");
    gateway.server().revoke(token);
    assertRefused(TOKEN_REVOKED, pieces::hasNext);
    assertThat(closed).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(gateway.awaitUsage().getOutcome()).isEqualTo(UsageOutcome.USAGE_OUTCOME_CANCELLED);
  }

  @Test
  void streamChat_slowReader_holdsTheModelBack() {
    var sent = new AtomicInteger();
    var gateway =
        gateway(
            ollama(exchange -> {
              String piece = "x".repeat(1 << 14);
              for (int i = 0; i < 1_000; i++) {
                exchange.piece(piece);
                sent.incrementAndGet();
              }
              exchange.done(1, 1_000);
            }));
    var reader = new SlowReader();
    gateway.async().streamChat(Gateway.streamed(question("parrot")), reader);
    reader.read(3);
    for (int i = 0; i < 3; i++) {
      reader.taken();
    }
    assertThat(reader.nothingWithin(300)).isTrue();
    int held = sent.get();
    assertThat(held).isLessThan(1_000);
    reader.read(2_000);
    for (int i = 3; i < 1_001; i++) {
      reader.taken();
    }
    assertThat(gateway.awaitUsage().getCompletionTokens()).isEqualTo(1_000);
  }

  @Test
  void chat_answerBeyondItsBound_isEnded() {
    var gateway =
        gateway(
            ollama(exchange -> {
              String piece = "x".repeat(1 << 19);
              while (true) {
                exchange.piece(piece);
              }
            }));
    assertRefused(ANSWER_TOO_LONG, () -> gateway.asToken("inference.use").chat(question("parrot")));
    assertRefused(
        ANSWER_TOO_LONG,
        () ->
            gateway
                .asToken("inference.use")
                .streamChat(Gateway.streamed(question("parrot")))
                .forEachRemaining(_ -> {}));
  }

  @Test
  void chat_sixtyFourAtOnce_areAllAnsweredAFewAtATime() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var gateway =
        gateway(
            ollama(exchange -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              exchange.goneWithin(5);
              exchange.piece("yes");
              running.decrementAndGet();
              exchange.done(1, 1);
            }));
    var calls = new ArrayList<ListenableFuture<ChatResponse>>();
    for (int i = 0; i < 64; i++) {
      calls.add(gateway.future().chat(question("parrot")));
    }
    assertThat(calls)
        .allSatisfy(
            call -> assertThat(call.get(20, TimeUnit.SECONDS).getContent()).isEqualTo("yes"));
    assertThat(most.get()).isBetween(1, 4);
    assertThat(gateway.usages())
        .hasSize(64)
        .extracting(Usage::getOutcome)
        .containsOnly(UsageOutcome.USAGE_OUTCOME_COMPLETED);
    assertThat(gateway.usages()).extracting(Usage::getId).doesNotHaveDuplicates();
  }

  @Test
  void chat_tooManyWait_isRefused_andAPlaceComesFree() throws Exception {
    var release = new Semaphore(0);
    var asked = new CountDownLatch(1);
    var gateway =
        gateway(
            ollama(exchange -> {
              asked.countDown();
              release.acquire();
              exchange.done(1, 0);
            }),
            new ChatSettings(Optional.empty(), 1, 1));
    var first = gateway.future().chat(question("parrot"));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    var second = gateway.future().chat(question("parrot"));
    var refused = new ArrayList<String>();
    // The second may not stand in the queue yet, so the third may take its place.
    while (refused.isEmpty() && !second.isDone()) {
      refused.add(
          assertRefused(
              PROVIDER_BUSY, () -> gateway.asToken("inference.use").chat(question("parrot"))));
    }
    assertThat(refused).allMatch(sentence -> sentence.contains("works on 1 requests"));
    second.cancel(true);
    release.release(3);
    assertThat(first.get(10, TimeUnit.SECONDS).getContent()).isEmpty();
    assertThat(gateway.asToken("inference.use").chat(question("parrot")).getContent()).isEmpty();
  }

  @Test
  void listUsage_pages_newestFirst() {
    var gateway = gateway(ollama(Script.parrot()));
    for (int i = 0; i < 5; i++) {
      assertThat(gateway.asToken("inference.use").chat(question("parrot")).hasUsage()).isTrue();
    }
    var usage = gateway.usageAs("inference.read");
    var ids = new ArrayList<Long>();
    String token = "";
    do {
      var page =
          usage.listUsage(ListUsageRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getUsagesList().forEach(row -> ids.add(row.getId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(ids).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertRefused(
        PAGE_TOKEN_INVALID,
        () -> usage.listUsage(ListUsageRequest.newBuilder().setPageToken("x").build()));
    assertRefused(
        INVALID_ARGUMENT,
        () -> usage.listUsage(ListUsageRequest.newBuilder().setPageSize(1_001).build()));
  }

  @Test
  void close_endsWhatIsUnderWay_andAccountsIt() {
    var asked = new CompletableFuture<Void>();
    var gateway =
        gateway(
            ollama(exchange -> {
              asked.complete(null);
              exchange.awaitGone();
            }));
    var call = gateway.future().chat(question("parrot"));
    assertThat(asked).succeedsWithin(10, TimeUnit.SECONDS);
    gateway.stopChats();
    assertThat(call).failsWithin(1, TimeUnit.SECONDS);
    assertThat(gateway.usages()).extracting(Usage::getReason).containsExactly("SHUTTING_DOWN");
  }
}
