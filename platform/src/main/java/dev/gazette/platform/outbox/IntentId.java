package dev.gazette.platform.outbox;

/// Names an intent, and is the request id of the call that carries it.
///
/// @param value `int_` and 12 characters
public record IntentId(String value) {

  static final String PREFIX = "int_";

  /// Refuses what is not of the form: ids come from the store, never from callers.
  public IntentId {
    if (!value.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not the id of an intent: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
