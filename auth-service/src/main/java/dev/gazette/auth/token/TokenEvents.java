package dev.gazette.auth.token;

import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;

/// What events say of tokens: the values after the change, named as in the proto. Never a secret,
/// and never its hash.
final class TokenEvents {

  private TokenEvents() {}

  static NewEvent created(Token token) {
    return event("token.created", token, whole(token));
  }

  static NewEvent recovered(Token token) {
    return event("token.recovered", token, whole(token));
  }

  static NewEvent rotated(Token token) {
    return event("token.rotated", token, brief(token).and("hint", token.hint()));
  }

  static NewEvent revoked(Token token) {
    return event("token.revoked", token, brief(token).and("revoke_time", token.revokeTime()));
  }

  /// The token's row was dropped to make room; it had ended before.
  static NewEvent forgotten(Token token) {
    return event("token.forgotten", token, brief(token));
  }

  private static NewEvent event(String kind, Token token, Payload payload) {
    return new NewEvent(kind, Lane.MONITORING, token.id().subject(), payload);
  }

  private static Payload brief(Token token) {
    return Payload.of("id", token.id().value())
        .and("name", token.name().value())
        .and("etag", Long.toString(token.revision()));
  }

  private static Payload whole(Token token) {
    return brief(token)
        .and("hint", token.hint())
        .andEach(
            "grants",
            token.grants().stream()
                .map(grant -> Payload.of("scope", grant.scope()).and("resource", grant.resource()))
                .toList())
        .and("owner", token.owner())
        .and(
            "limits",
            Payload.empty()
                .and("per_minute", token.limits().perMinute())
                .and("per_day", token.limits().perDay()))
        .and("created_by", token.createdBy())
        .and("create_time", token.createTime())
        .and("expire_time", token.expireTime());
  }
}
