package dev.gazette.auth.audit;

import java.time.Instant;

/// One operation on a credential, done or refused.
///
/// @param id its number: from 1, rising
/// @param action what was done, e.g. `token.created`, `token.refused`
/// @param actor who did it
/// @param subject on what: a token's id, or a hint of a secret nobody knows
/// @param detail more, in words; holds no secret
/// @param createTime when
public record AuditEntry(
    long id, String action, String actor, String subject, String detail, Instant createTime) {}
