package dev.gazette.platform.access;

import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.error.Reason;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Makes sure who presents a secret. One bean per service: auth asks its own table, the others ask
/// auth and remember.
public interface Authenticator {

  /// The verdicts on a secret, as opposed to trouble on the way.
  Set<Reason> VERDICTS =
      Set.of(
          PlatformReason.TOKEN_INVALID, PlatformReason.TOKEN_REVOKED, PlatformReason.TOKEN_EXPIRED);

  /// The caller behind a bearer secret (`gzt_…`). Complete at once when the answer is remembered;
  /// fails with a refusal: `TOKEN_INVALID`, `TOKEN_REVOKED`, `TOKEN_EXPIRED`, `AUTH_UNAVAILABLE`.
  CompletionStage<Caller> authenticate(String secret);

  /// A number that is another one after any token ended: who was vouched for before may no longer
  /// be.
  default long endings() {
    return 0;
  }
}
