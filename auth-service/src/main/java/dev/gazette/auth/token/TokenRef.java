package dev.gazette.auth.token;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

/// How a caller names a token: by its id, or by its name.
public sealed interface TokenRef {

  /// The reference as text.
  String text();

  /// By its id.
  record ById(TokenId id) implements TokenRef {
    @Override
    public String text() {
      return id.value();
    }
  }

  /// By its name, which the token holds that was not revoked.
  record ByName(TokenName name) implements TokenRef {
    @Override
    public String text() {
      return name.value();
    }
  }

  /// Reads a reference. What has neither shape is not echoed: it may be a secret.
  static TokenRef parse(String text) {
    if (TokenId.matches(text)) {
      return new ById(new TokenId(text));
    }
    if (TokenName.matches(text) && !text.startsWith("gzt_") && !text.startsWith("gzr_")) {
      return new ByName(new TokenName(text));
    }
    throw INVALID_ARGUMENT.because(
        "token_id is neither a token's id (tok_ and 12 characters) nor its name; list the tokens.");
  }
}
