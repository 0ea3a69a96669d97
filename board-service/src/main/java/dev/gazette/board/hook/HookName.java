package dev.gazette.board.hook;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.regex.Pattern;

/// A hook's name, which is its id: 1 to 63 of `a-z 0-9 -`, beginning with a letter or digit.
///
/// @param value the name as text
public record HookName(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// A name of the right shape.
  public HookName {
    if (!SHAPE.matcher(value).matches()) {
      throw INVALID_ARGUMENT.because(
          "A hook's name is 1 to 63 of a-z 0-9 - and begins with a letter or digit; choose another.");
    }
  }

  /// Its resource path, e.g. `hooks/desk`.
  public String resource() {
    return "hooks/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
