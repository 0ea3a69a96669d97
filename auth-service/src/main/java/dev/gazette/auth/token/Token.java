package dev.gazette.auth.token;

import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A token that a person or an agent calls with. Knows its secret only as a keyed hash.
///
/// @param id its id
/// @param name its name: the actor in events
/// @param hint the first characters of its secret
/// @param hash what is kept of its secret
/// @param grants what it may do; empty for an owner token
/// @param owner whether it is the owner's: everything, unlimited
/// @param limits how often it may call
/// @param createdBy who made it
/// @param createTime when it was made
/// @param secretTime when its secret was made: at first, or by the newest rotation
/// @param expireTime when it lapses, or null
/// @param lastUseTime when a service last accepted it, within 10 s, or null
/// @param revokeTime when it was revoked, or null
/// @param revision from 1, one more with every write of the token but that of its last use
public record Token(
    TokenId id,
    TokenName name,
    String hint,
    KeyedHash hash,
    List<Grant> grants,
    boolean owner,
    CallLimit limits,
    String createdBy,
    Instant createTime,
    Instant secretTime,
    @Nullable Instant expireTime,
    @Nullable Instant lastUseTime,
    @Nullable Instant revokeTime,
    long revision) {

  /// Whether it was revoked.
  boolean revoked() {
    return revokeTime != null;
  }

  /// Whether its time was over at an instant.
  boolean lapsed(Instant now) {
    return expireTime != null && !now.isBefore(expireTime);
  }

  /// Whether nobody can call with it any more.
  boolean ended(Instant now) {
    return revoked() || lapsed(now);
  }

  /// When one of its secrets was last ended by somebody: by a revocation or a rotation.
  Optional<Instant> endTime() {
    if (revokeTime != null) {
      return Optional.of(revokeTime);
    }
    return revision > 1 ? Optional.of(secretTime) : Optional.empty();
  }

  /// What it may do, as the check of a call reads it.
  List<Grant> effectiveGrants() {
    return owner ? List.of(Grant.ALL) : grants;
  }

  /// Who calls with it.
  Caller caller() {
    return new Caller(
        id.value(),
        name.value(),
        owner ? Caller.Kind.OWNER : Caller.Kind.TOKEN,
        effectiveGrants(),
        limits,
        expireTime);
  }

  /// The same token with what it may do.
  Token withGrants(List<Grant> held) {
    return new Token(
        id,
        name,
        hint,
        hash,
        List.copyOf(held),
        owner,
        limits,
        createdBy,
        createTime,
        secretTime,
        expireTime,
        lastUseTime,
        revokeTime,
        revision);
  }

  /// The same token, revoked.
  Token revokedAt(Instant now) {
    return new Token(
        id,
        name,
        hint,
        hash,
        grants,
        owner,
        limits,
        createdBy,
        createTime,
        secretTime,
        expireTime,
        lastUseTime,
        now,
        revision + 1);
  }

  /// The same token with another secret.
  Token withSecret(String newHint, KeyedHash newHash, Instant now) {
    return new Token(
        id,
        name,
        newHint,
        newHash,
        grants,
        owner,
        limits,
        createdBy,
        createTime,
        now,
        expireTime,
        lastUseTime,
        revokeTime,
        revision + 1);
  }
}
