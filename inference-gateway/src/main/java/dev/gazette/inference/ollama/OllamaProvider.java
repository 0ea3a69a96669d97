package dev.gazette.inference.ollama;

import static dev.gazette.inference.error.InferenceReason.PROVIDER_UNAVAILABLE;

import dev.gazette.inference.provider.Answer;
import dev.gazette.inference.provider.Model;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.PieceSink;
import dev.gazette.inference.provider.Prompt;
import dev.gazette.inference.provider.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Ollama, asked over HTTP.
public final class OllamaProvider implements Provider, AutoCloseable {

  private static final int LONGEST_LINE_BYTES = 1 << 20;
  private static final int LONGEST_LIST_BYTES = 4 << 20;
  private static final Duration LIST_TIMEOUT = Duration.ofSeconds(10);

  private final OllamaSettings settings;
  private final Optional<String> barrier;
  private final OllamaFailures failures;
  private final ExecutorService threads;
  private @Nullable HttpClient http;

  /// Ollama at the place that the settings name. Nothing is sent yet. Redirects are not followed
  /// and no proxy is asked: prompts go to that place and nowhere else.
  ///
  /// @param barrier why that place may not be called, in a sentence; empty when it may
  public OllamaProvider(
      OllamaSettings settings, Optional<String> barrier, ExecutorService threads) {
    this.settings = settings;
    this.barrier = barrier;
    this.failures = new OllamaFailures(settings.url());
    this.threads = threads;
  }

  @Override
  public String name() {
    return "ollama";
  }

  @Override
  public String howToGet(ModelName model) {
    return "fetch it with `ollama pull %s`".formatted(model);
  }

  @Override
  public Answer ask(Prompt prompt, PieceSink sink) throws InterruptedException {
    var request =
        request("/api/chat")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(OllamaQuestion.body(prompt)))
            .build();
    try (var lines = new LineReader(LONGEST_LINE_BYTES)) {
      var reader = new AnswerReader(lines, settings, failures);
      int status = send(request, _ -> lines, settings.firstTokenTimeout()).statusCode();
      return status == 200 ? reader.read(sink) : reader.readRefusal(status);
    } catch (TimeoutException _) {
      throw failures.neverBegan(settings.firstTokenTimeout());
    }
  }

  @Override
  public List<Model> models() throws InterruptedException {
    try {
      var response =
          send(
              request("/api/tags").GET().build(),
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_LIST_BYTES),
              LIST_TIMEOUT);
      if (response.statusCode() != 200) {
        throw failures.failed("answered HTTP " + response.statusCode() + " for its models");
      }
      return OllamaTags.parse(response.body());
    } catch (TimeoutException _) {
      throw failures.neverListed(LIST_TIMEOUT);
    } catch (IOException _) {
      throw failures.failed("answered nonsense for its models");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(settings.url() + path));
  }

  /// Sends, and waits for the head of the response. However it ends, nothing goes on behind.
  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, Duration limit)
      throws InterruptedException, TimeoutException {
    if (barrier.isPresent()) {
      throw PROVIDER_UNAVAILABLE.because("%s", barrier.get());
    }
    var sending = http().sendAsync(request, handler);
    try {
      return sending.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      throw failures.of(failure.getCause());
    } finally {
      sending.cancel(true);
    }
  }

  /// The client, made by the first request: it reads the certificate authorities of the machine,
  /// which the start of the service need not wait for.
  private synchronized HttpClient http() {
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(settings.connectTimeout())
              .followRedirects(HttpClient.Redirect.NEVER)
              .proxy(HttpClient.Builder.NO_PROXY)
              .executor(threads)
              .build();
    }
    return http;
  }

  /// Ends every request under way.
  @Override
  public synchronized void close() {
    if (http != null) {
      http.shutdownNow();
    }
  }
}
