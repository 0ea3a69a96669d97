package dev.gazette.inference.ollama;

import dev.gazette.inference.provider.Answer;
import dev.gazette.inference.provider.PieceSink;
import dev.gazette.platform.error.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// Reads one answer of `/api/chat`, each line within its time. The time that the sink takes is not
/// held against Ollama, except in the time for the whole answer.
final class AnswerReader {

  /// How long a whole answer waits for the end of its body, so that the connection can be used
  /// again.
  private static final Duration FAREWELL = Duration.ofMillis(100);

  private final LineReader lines;
  private final OllamaSettings settings;
  private final OllamaFailures failures;
  private final long end;
  private long next;
  private boolean begun;

  /// Begins to count the time, before the question is sent.
  AnswerReader(LineReader lines, OllamaSettings settings, OllamaFailures failures) {
    this.lines = lines;
    this.settings = settings;
    this.failures = failures;
    long now = System.nanoTime();
    end = now + settings.answerTimeout().toNanos();
    next = now + settings.firstTokenTimeout().toNanos();
  }

  /// The answer, its pieces handed over.
  Answer read(PieceSink sink) throws InterruptedException {
    while (true) {
      var line = nextLine();
      if (!line.error().isEmpty()) {
        throw failures.said(500, line.error());
      }
      if (!line.content().isEmpty()) {
        sink.take(line.content());
      }
      if (line.done()) {
        letEnd();
        return new Answer.Whole(line.promptTokens(), line.completionTokens());
      }
      begun = true;
      next = System.nanoTime() + settings.idleTimeout().toNanos();
    }
  }

  /// What a status other than 200 means.
  Answer readRefusal(int status) throws InterruptedException {
    var line = nextLine();
    if (line.error().isEmpty()) {
      throw failures.failed("answered HTTP " + status + " without an error");
    }
    if (status == 404 && line.error().contains("not found")) {
      return new Answer.NoSuchModel();
    }
    throw failures.said(status, line.error());
  }

  private OllamaLine nextLine() throws InterruptedException {
    var bytes = nextBytes();
    if (bytes.isEmpty()) {
      throw failures.failed(
          begun ? "ended in the middle of its answer" : "ended before its answer");
    }
    try {
      return OllamaLine.parse(bytes.get());
    } catch (IOException _) {
      throw failures.failed("answered what is not its protocol");
    }
  }

  private Optional<byte[]> nextBytes() throws InterruptedException {
    try {
      return lines.next(Math.min(next, end) - System.nanoTime());
    } catch (LineReader.OutsizedLineException _) {
      throw failures.failed("answered a line beyond 1 MiB");
    } catch (TimeoutException _) {
      throw late();
    } catch (IOException _) {
      throw failures.failed("died in the middle of its answer");
    }
  }

  private Refusal late() {
    if (System.nanoTime() >= end) {
      return failures.neverEnded(settings.answerTimeout());
    }
    return begun
        ? failures.fellSilent(settings.idleTimeout())
        : failures.neverBegan(settings.firstTokenTimeout());
  }

  private void letEnd() throws InterruptedException {
    try {
      lines.next(FAREWELL.toNanos());
    } catch (TimeoutException | IOException _) {
      // The answer is whole; closing the reader gives the connection up.
    }
  }
}
