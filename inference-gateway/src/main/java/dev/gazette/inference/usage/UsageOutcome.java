package dev.gazette.inference.usage;

/// How a request to a model ended.
public enum UsageOutcome {
  /// Answered whole.
  COMPLETED("completed"),
  /// The caller went away, or stopped reading.
  CANCELLED("cancelled"),
  /// The provider failed, or the request could not be put to it.
  FAILED("failed");

  private final String word;

  UsageOutcome(String word) {
    this.word = word;
  }

  /// The outcome in an event: the kind is `chat.<word>`.
  public String word() {
    return word;
  }
}
