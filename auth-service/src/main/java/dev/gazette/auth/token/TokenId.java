package dev.gazette.auth.token;

import java.util.regex.Pattern;

/// A token's id: `tok_` and 12 characters.
///
/// @param value the id as text
public record TokenId(String value) {

  /// What every id begins with.
  static final String PREFIX = "tok_";

  private static final Pattern SHAPE = Pattern.compile("tok_[0-9a-z]{12}");

  /// An id of the right shape.
  public TokenId {
    if (!matches(value)) {
      throw new IllegalArgumentException("Not a token's id");
    }
  }

  /// Whether a text has the shape of an id.
  static boolean matches(String text) {
    return SHAPE.matcher(text).matches();
  }

  /// The token as a subject of events.
  String subject() {
    return "tokens/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
