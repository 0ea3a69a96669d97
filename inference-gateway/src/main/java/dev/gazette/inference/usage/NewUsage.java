package dev.gazette.inference.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A request to a model as it ended, before it has its number. Holds nothing of what was said.
///
/// @param provider who was asked, e.g. `ollama`
/// @param model whom it was put to; empty when none was chosen
/// @param outcome how it ended
/// @param reason the reason of the refusal, for one that failed; else empty
/// @param promptTokens tokens read, by the provider's own count; 0 when it gave none
/// @param completionTokens tokens written, by the provider's own count; 0 when it gave none
/// @param latency from the call's arrival to its end, in whole microseconds
/// @param firstTokenLatency from the call's arrival to the first piece, if there was one
/// @param createTime when the call arrived, in whole milliseconds
public record NewUsage(
    String provider,
    String model,
    UsageOutcome outcome,
    String reason,
    long promptTokens,
    long completionTokens,
    Duration latency,
    Optional<Duration> firstTokenLatency,
    Instant createTime) {

  /// Rounds to what is kept.
  public NewUsage {
    latency = latency.truncatedTo(ChronoUnit.MICROS);
    firstTokenLatency = firstTokenLatency.map(spent -> spent.truncatedTo(ChronoUnit.MICROS));
    createTime = createTime.truncatedTo(ChronoUnit.MILLIS);
  }
}
