package dev.gazette.governor.write;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Waits for stages, on a virtual thread.
final class Waiting {

  private Waiting() {}

  /// What a stage completes with; throws what it failed with.
  static <T> T on(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }
}
