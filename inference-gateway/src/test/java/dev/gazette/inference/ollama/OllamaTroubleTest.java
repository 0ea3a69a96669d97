package dev.gazette.inference.ollama;

import static dev.gazette.inference.error.InferenceReason.PROVIDER_BUSY;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_FAILED;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_REFUSED;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_TIMED_OUT;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gazette.inference.ollama.StandInOllama.Script;
import dev.gazette.inference.provider.Answer;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.Prompt;
import dev.gazette.inference.provider.Turn;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a question when Ollama hangs, dies or talks nonsense.
final class OllamaTroubleTest {

  private static final Prompt QUESTION =
      new Prompt(
          new ModelName("parrot"),
          List.of(new Turn(Turn.Role.USER, "one two three")),
          OptionalInt.empty(),
          Optional.empty());

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<String> pieces = new ArrayList<>();

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

  private OllamaProvider provider(URI url) {
    return provider(OllamaSettings.at(url));
  }

  /// What a script is refused with when one of the three times is short and the others are not.
  private String timedOut(Duration firstToken, Duration idle, Duration answer, Script script) {
    var settings = new OllamaSettings(ollama(script).url(), LONG, firstToken, idle, answer);
    return refused(PROVIDER_TIMED_OUT, provider(settings));
  }

  private OllamaProvider provider(OllamaSettings settings) {
    var provider =
        new OllamaProvider(settings, Optional.empty(), Executors.newVirtualThreadPerTaskExecutor());
    opened.add(provider);
    return provider;
  }

  private String refused(Reason reason, Script script) {
    return refused(reason, provider(ollama(script).url()));
  }

  private String refused(Reason reason, OllamaProvider provider) {
    var refusal = catchThrowableOfType(Refusal.class, () -> provider.ask(QUESTION, pieces::add));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).as(refusal.sentence()).isEqualTo(reason);
    return refusal.sentence();
  }

  @Test
  void ask_nobodyListens_saysHowToGetAServer() {
    var gone = ollama(Script.parrot());
    gone.close();
    assertThat(refused(PROVIDER_UNAVAILABLE, provider(gone.url())))
        .contains(gone.url().toString())
        .contains("https://ollama.com/download", "`ollama serve`", "`ollama pull llama3.2`")
        .contains("gazette.inference.ollama-url", "GAZETTE_INFERENCE_OLLAMA_URL");
  }

  @Test
  void ask_unknownHost_isUnavailable() {
    refused(PROVIDER_UNAVAILABLE, provider(URI.create("http://nowhere.invalid:11434")));
  }

  @Test
  void ask_placeIsBarred_opensNoSocket() {
    var ollama = ollama(Script.parrot());
    var provider =
        new OllamaProvider(
            OllamaSettings.at(ollama.url()),
            Optional.of("Gazette is offline."),
            Executors.newVirtualThreadPerTaskExecutor());
    opened.add(provider);
    assertThat(refused(PROVIDER_UNAVAILABLE, provider)).isEqualTo("Gazette is offline.");
    assertThat(ollama.connections()).isZero();
  }

  @Test
  void models_nobodyListens_isUnavailable() {
    var gone = ollama(Script.parrot());
    gone.close();
    var refusal = catchThrowableOfType(Refusal.class, () -> provider(gone.url()).models());
    assertThat(refusal.reason()).isEqualTo(PROVIDER_UNAVAILABLE);
  }

  @Test
  void ask_hangsBeforeItsAnswer_timesOut() {
    assertThat(timedOut(SHORT, LONG, LONG, Exchange::awaitGone))
        .contains("began no answer within 0.5 s", "gazette.inference.first-token-timeout");
  }

  @Test
  void ask_hangsAfterItsHead_timesOut() {
    var sentence =
        timedOut(
            SHORT,
            LONG,
            LONG,
            exchange -> {
              exchange.begin("200 OK");
              exchange.awaitGone();
            });
    assertThat(sentence).contains("began no answer");
  }

  @Test
  void ask_hangsWithinItsAnswer_timesOutAfterThePieces() {
    var closed = new CompletableFuture<Void>();
    var sentence =
        timedOut(
            LONG,
            SHORT,
            LONG,
            exchange -> {
              exchange.piece("one");
              exchange.awaitGone();
              closed.complete(null);
            });
    assertThat(sentence).contains("said nothing more within 0.5 s");
    assertThat(pieces).containsExactly("one");
    assertThat(closed).succeedsWithin(1, TimeUnit.SECONDS);
  }

  @Test
  void ask_dripsALineWithoutEnd_timesOut() {
    timedOut(
        LONG,
        SHORT,
        LONG,
        exchange -> {
          exchange.piece("one");
          exchange.raw("{");
          drip(exchange, " ");
        });
    assertThat(pieces).containsExactly("one");
  }

  @Test
  void ask_dripsPiecesWithoutEnd_timesOutAsAWhole() {
    var sentence =
        timedOut(
            LONG,
            LONG,
            SHORT,
            exchange ->
                drip(
                    exchange,
                    "{\"message\":{\"content\":\"\",\"thinking\":\"hm\"},\"done\":false}\n"));
    assertThat(sentence).contains("did not finish within 0.5 s", "max_tokens");
    assertThat(pieces).isEmpty();
  }

  /// Sends the same every 50 ms until the client is gone.
  private static void drip(Exchange exchange, String text) throws IOException {
    do {
      exchange.raw(text);
    } while (!exchange.goneWithin(50));
  }

  @Test
  void ask_diesWithinItsAnswer_failsAfterThePieces() {
    refused(
        PROVIDER_FAILED,
        exchange -> {
          exchange.piece("one");
          exchange.piece(" two");
          exchange.die();
        });
    assertThat(pieces).containsExactly("one", " two");
  }

  @Test
  void ask_endsWithinItsAnswer_failsAfterThePieces() {
    var sentence =
        refused(
            PROVIDER_FAILED,
            exchange -> {
              exchange.piece("one");
              exchange.piece(" two");
              exchange.end();
            });
    assertThat(sentence).contains("ended in the middle");
    assertThat(pieces).containsExactly("one", " two");
  }

  @Test
  void ask_diesBeforeItsAnswer_fails() {
    refused(PROVIDER_FAILED, Exchange::die);
  }

  @Test
  void ask_endsWithoutAnAnswer_fails() {
    var sentence =
        refused(
            PROVIDER_FAILED,
            exchange -> {
              exchange.begin("200 OK");
              exchange.end();
            });
    assertThat(sentence).contains("ended before its answer");
  }

  @Test
  void ask_answersNonsense_fails() {
    var nonsense =
        List.of(
            "<html>Hello</html>\n",
            "42\n",
            "[]\n",
            "{}\n",
            "{\"message\":\"hello\"}\n",
            "{\"message\":{\"content\":7}}\n",
            "{\"done\":\"yes\"}\n",
            "{\"done\":true,\"eval_count\":\"many\"}\n",
            "{\"done\":true} {\"done\":true}\n",
            "{\"message\":{\"content\":\"half",
            "\n",
            "\0\0\0\n");
    for (String line : nonsense) {
      var sentence =
          refused(
              PROVIDER_FAILED,
              exchange -> {
                exchange.raw(line);
                exchange.end();
              });
      assertThat(sentence).as(line).contains("not its protocol");
    }
    assertThat(pieces).isEmpty();
  }

  @Test
  void ask_answersAGiantLine_failsWithoutKeepingIt() {
    var sentence =
        refused(
            PROVIDER_FAILED,
            exchange -> {
              String part = "x".repeat(64 << 10);
              while (true) {
                exchange.raw(part);
              }
            });
    assertThat(sentence).contains("beyond 1 MiB");
  }

  @Test
  void ask_answersAnErrorWithin_failsWithItsWords() {
    var sentence =
        refused(
            PROVIDER_FAILED,
            exchange -> {
              exchange.piece("one");
              exchange.raw("{\"error\":\"an error was\\nencountered\\u001b[31m\"}\n");
              exchange.end();
            });
    assertThat(sentence).contains("“an error was encountered [31m”");
    assertThat(pieces).containsExactly("one");
  }

  @Test
  void ask_refuses_saysItsWords() {
    var sentence =
        refused(
            PROVIDER_REFUSED,
            exchange -> exchange.error("400 Bad Request", "parrot does not support chat"));
    assertThat(sentence).contains("refused: parrot does not support chat.");
  }

  @Test
  void ask_isBusy_saysSo() {
    refused(PROVIDER_BUSY, exchange -> exchange.error("503 Busy", "server busy"));
  }

  @Test
  void ask_answersAnotherStatus_fails() {
    refused(PROVIDER_FAILED, exchange -> exchange.error("500 Oops", "out of memory"));
    refused(
        PROVIDER_FAILED,
        exchange -> {
          exchange.begin("302 Found");
          exchange.raw("<html>");
          exchange.end();
        });
  }

  @Test
  void ask_interruptedWhileItHangs_closesTheConnectionWithinASecond() throws Exception {
    var asked = new CompletableFuture<Void>();
    var closed = new CompletableFuture<Void>();
    var hanging =
        ollama(exchange -> {
          asked.complete(null);
          exchange.awaitGone();
          closed.complete(null);
        });
    var provider = provider(hanging.url());
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                provider.ask(QUESTION, pieces::add);
              } catch (InterruptedException _) {
                pieces.add("interrupted");
              }
            });
    assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS);
    thread.interrupt();
    assertThat(closed).succeedsWithin(1, TimeUnit.SECONDS);
    assertThat(thread.join(Duration.ofSeconds(1))).isTrue();
    assertThat(pieces).containsExactly("interrupted");
  }

  @Test
  void ask_afterAnotherAnswer_usesTheSameConnection() throws Exception {
    var ollama = ollama(Script.parrot());
    var provider = provider(ollama.url());
    for (int i = 0; i < 5; i++) {
      assertThat(provider.ask(QUESTION, pieces::add)).isEqualTo(new Answer.Whole(3, 3));
    }
    assertThat(ollama.connections()).isEqualTo(1);
  }

  @Test
  void ask_afterItCameBack_isAnswered() throws Exception {
    var first = ollama(Script.parrot());
    var provider = provider(first.url());
    provider.ask(QUESTION, pieces::add);
    first.close();
    refused(PROVIDER_UNAVAILABLE, provider);
    opened.add(new StandInOllama(Script.parrot(), first.url().getPort()));
    assertThat(provider.ask(QUESTION, pieces::add)).isEqualTo(new Answer.Whole(3, 3));
  }

  @Test
  void ask_sinkIsSlow_holdsTheSenderBack() throws Exception {
    var allSent = new CompletableFuture<Void>();
    var ollama =
        ollama(exchange -> {
          String piece = "x".repeat(1 << 16);
          for (int i = 0; i < 1_000; i++) {
            exchange.piece(piece);
          }
          allSent.complete(null);
          exchange.done(3, 1_000);
        });
    var provider = provider(ollama.url());
    var release = new CompletableFuture<Void>();
    var answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return provider.ask(QUESTION, _ -> release.join());
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
            },
            Thread::startVirtualThread);
    // 64 MiB fit in no socket's buffers.
    assertThatThrownBy(() -> allSent.get(500, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    release.complete(null);
    assertThat(answer).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(new Answer.Whole(3, 1_000));
  }
}
