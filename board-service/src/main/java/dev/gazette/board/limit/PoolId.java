package dev.gazette.board.limit;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.regex.Pattern;

/// The id of a pool: a letter, then up to 31 of `a-z 0-9 - _`.
public record PoolId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  /// Checks the shape.
  public PoolId {
    if (!SHAPE.matcher(value).matches()) {
      throw INVALID_ARGUMENT.because(
          "A pool's id is a small letter, then up to 31 of a-z 0-9 - _, e.g. gpu.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
