package dev.gazette.auth.token;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.Set;
import java.util.regex.Pattern;

/// A token's name, which is the actor in events: 1 to 63 of `a-z 0-9 - _ .`, beginning with a
/// letter or digit. Never echoed when it is refused, since what was pasted may be a secret.
///
/// @param value the name as text
public record TokenName(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /// Actors that no token may pass for.
  private static final Set<String> RESERVED =
      Set.of("owner", "nobody", "auth", "board", "governor", "inference", "probe");

  /// The name of the owner's token. Below the pattern, which it is checked against.
  static final TokenName OWNER = new TokenName("owner");

  /// A name of the right shape.
  public TokenName {
    if (!matches(value)) {
      throw INVALID_ARGUMENT.because(
          "A token's name is 1 to 63 of a-z 0-9 - _ . and begins with a letter or digit; choose"
              + " another.");
    }
  }

  /// The name that somebody chose for a new token; refuses those of the owner and the services, and
  /// those that look like ids or secrets.
  static TokenName chosen(String text) {
    var name = new TokenName(text);
    if (RESERVED.contains(text)) {
      throw INVALID_ARGUMENT.because("The name %s is the house's own; choose another.", text);
    }
    if (text.startsWith(TokenId.PREFIX) || text.startsWith("gzt_") || text.startsWith("gzr_")) {
      throw INVALID_ARGUMENT.because(
          "A token's name must not begin with tok_, gzt_ or gzr_; choose another.");
    }
    return name;
  }

  /// Whether a text has the shape of a name.
  static boolean matches(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
