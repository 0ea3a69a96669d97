package dev.gazette.platform.trust;

import static dev.gazette.platform.error.PlatformReason.CALL_TOKEN_REFUSED;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.proto.common.v1.CallToken;
import dev.gazette.proto.common.v1.Signed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Makes and checks the tokens by which services call one another. A token serves for 30 s of calls
/// for one actor to one service, and what was checked once is remembered until it lapses: signing
/// and checking cost some 0.1 ms each.
public final class CallTokens {

  /// How long a token holds after it was signed.
  static final Duration LIFETIME = Duration.ofSeconds(60);

  /// How far the clocks of two services may lie apart.
  static final Duration SKEW = Duration.ofSeconds(5);

  private static final Duration REUSED = Duration.ofSeconds(30);
  private static final int LONGEST = 4_096;

  /// How many tokens each memory holds. A full one is emptied: that costs signatures, never rights.
  private static final int REMEMBERED = 4_096;

  private final Trust trust;
  private final InstantSource clock;
  private final ConcurrentMap<Purpose, Made> made = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Checked> checked = new ConcurrentHashMap<>();

  /// Tokens signed and believed by this trust.
  public CallTokens(Trust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  private record Purpose(ServiceName audience, String actor) {}

  private record Made(String token, Instant reusedUntil) {}

  private record Checked(VerifiedCall call, Instant expireTime) {}

  /// A token for a call to another service: base64url of a serialized `Signed` `CallToken`.
  public String make(ServiceName audience, String actor, String correlationId) {
    var now = clock.instant();
    var purpose = new Purpose(audience, actor);
    var last = made.get(purpose);
    // A clock that went back makes a token that would seem to hold for too long.
    if (last != null
        && now.isBefore(last.reusedUntil())
        && !now.isBefore(last.reusedUntil().minus(REUSED))) {
      return last.token();
    }
    String token = sign(purpose, correlationId, now.plus(LIFETIME));
    keep(made, purpose, new Made(token, now.plus(REUSED)));
    return token;
  }

  private String sign(Purpose purpose, String correlationId, Instant expireTime) {
    var token =
        CallToken.newBuilder()
            .setIssuer(trust.self().id())
            .setAudience(purpose.audience().id())
            .setActor(purpose.actor())
            .setCorrelationId(correlationId)
            .setExpireTime(
                Timestamp.newBuilder()
                    .setSeconds(expireTime.getEpochSecond())
                    .setNanos(expireTime.getNano()))
            .build();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(trust.sign(token).toByteArray());
  }

  /// What a token says, if it holds; otherwise refused with `CALL_TOKEN_REFUSED`. Cheap for a token
  /// that was seen before.
  public VerifiedCall verify(String token) {
    var known = checked.get(token);
    if (known == null) {
      known = check(token);
      keep(checked, token, known);
    }
    requireAge(known);
    return known.call();
  }

  private Checked check(String text) {
    try {
      var signed = decode(text);
      var issuer =
          ServiceName.of(signed.getSigner())
              .orElseThrow(() ->
                  CALL_TOKEN_REFUSED.because(
                      "Cannot believe this call token: no service is named '%s'.",
                      signed.getSigner()));
      requireAllowed(issuer);
      var token = trust.verify(signed, issuer, CallToken.getDefaultInstance());
      requireOurs(token, issuer);
      var expires =
          Instant.ofEpochSecond(
              token.getExpireTime().getSeconds(), token.getExpireTime().getNanos());
      return new Checked(
          new VerifiedCall(issuer, token.getActor(), token.getCorrelationId()), expires);
    } catch (Refusal refused) {
      throw refused.reason() == CALL_TOKEN_REFUSED
          ? refused
          : CALL_TOKEN_REFUSED.because("%s", refused.sentence());
    }
  }

  private static Signed decode(String text) {
    try {
      if (text.length() <= LONGEST) {
        return Signed.parseFrom(Base64.getUrlDecoder().decode(text));
      }
    } catch (IllegalArgumentException | InvalidProtocolBufferException _) {
      // Refused below, like what is too long.
    }
    throw CALL_TOKEN_REFUSED.because(
        "The bearer is neither an access token (gzt_…) nor a call token; copy the token again.");
  }

  private void requireAllowed(ServiceName issuer) {
    if (!AllowedCallers.mayCall(issuer, trust.self())) {
      throw CALL_TOKEN_REFUSED.because(
          "Service %s never calls %s; its call token is refused.", issuer.id(), trust.self().id());
    }
  }

  private void requireOurs(CallToken token, ServiceName issuer) {
    if (!token.getIssuer().equals(issuer.id())) {
      throw CALL_TOKEN_REFUSED.because(
          "Cannot believe this call token: %s signed it for '%s'.", issuer.id(), token.getIssuer());
    }
    if (!token.getAudience().equals(trust.self().id())) {
      throw CALL_TOKEN_REFUSED.because(
          "This call token is for '%s', not for %s; look at the addresses of the peers.",
          token.getAudience(), trust.self().id());
    }
  }

  private void requireAge(Checked token) {
    var left = Duration.between(clock.instant(), token.expireTime());
    if (left.compareTo(SKEW.negated()) < 0) {
      throw CALL_TOKEN_REFUSED.because(
          "The call token of %s lapsed %d s ago; compare the clocks of both services.",
          token.call().issuer().id(), left.negated().toSeconds());
    }
    if (left.compareTo(LIFETIME.plus(SKEW)) > 0) {
      throw CALL_TOKEN_REFUSED.because(
          "The call token of %s would hold for %d s, and %d s is the most; compare the clocks of"
              + " both services.",
          token.call().issuer().id(), left.toSeconds(), LIFETIME.toSeconds());
    }
  }

  private static <K, V> void keep(Map<K, V> memory, K key, V value) {
    if (memory.size() >= REMEMBERED) {
      memory.clear();
    }
    memory.put(key, value);
  }
}
