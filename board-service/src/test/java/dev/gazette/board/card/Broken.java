package dev.gazette.board.card;

import com.google.errorprone.annotations.FormatMethod;

/// A promise that does not hold.
final class Broken extends AssertionError {
  private static final long serialVersionUID = 1L;

  Broken(String promise) {
    super(promise);
  }

  /// Fails unless something holds; the text is made only then.
  @FormatMethod
  static void unless(boolean holds, String promise, Object... about) {
    if (!holds) {
      throw new Broken(promise.formatted(about));
    }
  }
}
