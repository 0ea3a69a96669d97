package dev.gazette.platform.access;

import java.util.concurrent.CompletionStage;

/// Makes sure who presents a secret. One bean per service: auth asks its own table, the others ask
/// auth and remember.
public interface Authenticator {

  /// The caller behind a bearer secret (`gzt_…`). Complete at once when the answer is remembered;
  /// fails with a refusal: `TOKEN_INVALID`, `TOKEN_REVOKED`, `TOKEN_EXPIRED`, `AUTH_UNAVAILABLE`.
  CompletionStage<Caller> authenticate(String secret);
}
