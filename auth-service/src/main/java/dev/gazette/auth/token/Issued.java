package dev.gazette.auth.token;

import dev.gazette.platform.access.TokenSecret;
import java.util.List;
import java.util.Optional;

/// A token with its secret, which is seen here only.
///
/// @param token the token
/// @param secret what to call with
/// @param ended other tokens that this one took the place of
/// @param forgotten one that had ended and was dropped to make room
record Issued(Token token, TokenSecret secret, List<Token> ended, Optional<Token> forgotten) {

  /// A token that touched no other.
  static Issued alone(Token token, TokenSecret secret) {
    return new Issued(token, secret, List.of(), Optional.empty());
  }
}
