package dev.gazette.inference.chat;

import dev.gazette.inference.provider.Answer;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.PieceSink;
import dev.gazette.inference.usage.NewUsage;
import dev.gazette.inference.usage.UsageOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What one request costs, while it is under way.
final class Account {

  private final String provider;
  private final Instant arrival;
  private final long start = System.nanoTime();
  private String model = "";
  private Optional<Duration> firstToken = Optional.empty();

  /// Begins at the call's arrival.
  Account(String provider, Instant arrival) {
    this.provider = provider;
    this.arrival = arrival;
  }

  /// Settles whom the request is put to.
  void put(ModelName chosen) {
    model = chosen.text();
  }

  /// The sink, with its first piece timed.
  PieceSink timing(PieceSink sink) {
    return piece -> {
      if (firstToken.isEmpty()) {
        firstToken = Optional.of(spent());
      }
      sink.take(piece);
    };
  }

  /// The request, answered whole.
  NewUsage completed(Answer.Whole answer) {
    return ended(UsageOutcome.COMPLETED, "", answer.promptTokens(), answer.completionTokens());
  }

  /// The request, ended before its answer was.
  NewUsage ended(UsageOutcome outcome, String reason) {
    return ended(outcome, reason, 0, 0);
  }

  private NewUsage ended(UsageOutcome outcome, String reason, long prompt, long completion) {
    return new NewUsage(
        provider, model, outcome, reason, prompt, completion, spent(), firstToken, arrival);
  }

  private Duration spent() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
