package dev.gazette.auth.token;

import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_REVOKED;

import dev.gazette.auth.audit.Refusals;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.TokenSecret;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.grpc.Correlation;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Says which token a presented secret is, without touching the database. What it refuses goes to
/// the audit under the token's id, or the hint of a secret nobody knows.
@Singleton
public final class Vouching {

  private static final String MALFORMED = "malformed";

  private final SecretHasher hasher;
  private final KnownTokens known;
  private final Refusals refusals;
  private final InstantSource clock;

  /// Vouching by the tokens that are known.
  public Vouching(SecretHasher hasher, KnownTokens known, Refusals refusals, InstantSource clock) {
    this.hasher = hasher;
    this.known = known;
    this.refusals = refusals;
    this.clock = clock;
  }

  /// The living token of a secret. Refuses `TOKEN_INVALID`, `TOKEN_REVOKED`, `TOKEN_EXPIRED`.
  Token vouch(String presented) {
    var token = find(presented);
    if (token.revoked()) {
      throw audited(
          token.id().value(),
          TOKEN_REVOKED.because(
              "Token %s was revoked; ask the owner for a new one.", token.name()));
    }
    if (token.lapsed(clock.instant())) {
      throw audited(
          token.id().value(),
          TOKEN_EXPIRED.because(
              "Token %s lapsed at %s; ask the owner for a new one.",
              token.name(), token.expireTime()));
    }
    return token;
  }

  private Token find(String presented) {
    TokenSecret secret;
    try {
      secret = TokenSecret.parse(presented);
    } catch (Refusal malformed) {
      throw audited(MALFORMED, malformed);
    }
    String hint = secret.hint();
    return known
        .find(hasher.hash(secret))
        .orElseThrow(() ->
            audited(
                hint,
                TOKEN_INVALID.because(
                    "Nobody knows this token: it was replaced, or it belongs to another home; use"
                        + " the newest one, or ask the owner.")));
  }

  private Refusal audited(String subject, Refusal refusal) {
    var actor = new Actor(Caller.NOBODY.name(), Correlation.current());
    refusals.add(actor, "token.refused", subject, refusal);
    return refusal;
  }
}
