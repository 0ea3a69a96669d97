package dev.gazette.inference.ollama;

import static dev.gazette.inference.error.InferenceReason.PROVIDER_BUSY;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_FAILED;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_REFUSED;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_TIMED_OUT;
import static dev.gazette.inference.error.InferenceReason.PROVIDER_UNAVAILABLE;

import dev.gazette.platform.error.Refusal;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What goes wrong with Ollama, in sentences that say what to do.
final class OllamaFailures {

  private static final int LONGEST_QUOTE = 300;

  private final URI url;

  OllamaFailures(URI url) {
    this.url = url;
  }

  /// No connection, or a broken one.
  Refusal of(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnresolvedAddressException) {
        return unavailable();
      }
    }
    return failed("broke off the connection");
  }

  private Refusal unavailable() {
    return PROVIDER_UNAVAILABLE
        .because(
            "No model server answers at %s. Install Ollama (https://ollama.com/download), start it with `ollama serve`"
                + " and fetch a model with `ollama pull llama3.2`; or set gazette.inference.ollama-url"
                + " (GAZETTE_INFERENCE_OLLAMA_URL) to where one runs.",
            url)
        .with("url", url);
  }

  /// It does not hold to its protocol.
  Refusal failed(String how) {
    return PROVIDER_FAILED.because("Ollama at %s %s; look at its log, then ask again.", url, how);
  }

  /// It says itself that it failed, or that it will not.
  Refusal said(int status, String error) {
    return switch (status) {
      case 503 ->
          PROVIDER_BUSY.because(
              "Ollama at %s is busy: %s; try again in a moment.", url, quote(error));
      case 400, 401, 403, 404, 413 ->
          PROVIDER_REFUSED.because("Ollama at %s refused: %s.", url, quote(error));
      default -> failed("failed with “" + quote(error) + "”");
    };
  }

  /// It began no answer in time.
  Refusal neverBegan(Duration limit) {
    return timedOut("began no answer", limit, ", or raise gazette.inference.first-token-timeout");
  }

  /// It fell silent in the middle of an answer.
  Refusal fellSilent(Duration limit) {
    return timedOut("said nothing more", limit, ", or raise gazette.inference.idle-timeout");
  }

  /// It writes on and on.
  Refusal neverEnded(Duration limit) {
    return timedOut(
        "did not finish", limit, ", set max_tokens, or raise gazette.inference.answer-timeout");
  }

  /// It lists no models in time.
  Refusal neverListed(Duration limit) {
    return timedOut("did not list its models", limit, "");
  }

  private Refusal timedOut(String what, Duration limit, String advice) {
    return PROVIDER_TIMED_OUT.because(
        "Ollama at %s %s within %.1f s; look whether it hangs%s.",
        url, what, limit.toMillis() / 1_000.0, advice);
  }

  /// Somebody else's words, short and on one line.
  private static String quote(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    String kept = line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
    return kept.endsWith(".") ? kept.substring(0, kept.length() - 1) : kept;
  }
}
