package dev.gazette.platform.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call that was refused, with its reason and a sentence for the caller. Carries no stack trace:
/// it is an answer, not a fault.
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reason reason;
  private final transient Map<String, String> metadata = new LinkedHashMap<>();
  private transient @Nullable Duration retryAfter;

  /// A refusal for a reason. Prefer {@link Reason#because}.
  public Refusal(Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
  }

  /// Adds a fact for programs, e.g. the card's id. Returns this.
  public Refusal with(String key, Object value) {
    metadata.put(key, String.valueOf(value));
    return this;
  }

  /// Says when the call may be made again. Returns this.
  public Refusal retryAfter(Duration wait) {
    retryAfter = wait;
    return this;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }

  /// Facts for programs, in the order they were given.
  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  /// When the call may be made again, if that is known.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /// The sentence for the caller.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
