package dev.gazette.inference.provider;

/// Takes an answer piece by piece, at its own pace.
@FunctionalInterface
public interface PieceSink {

  /// Takes the next piece, which is never empty; returns when it may be followed by another. A
  /// refusal it throws ends the request.
  void take(String piece) throws InterruptedException;
}
