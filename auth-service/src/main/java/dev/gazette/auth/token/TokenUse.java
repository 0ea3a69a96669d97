package dev.gazette.auth.token;

import java.time.Instant;

/// One token and when it was last accepted.
///
/// @param token whose use it was
/// @param time when
record TokenUse(TokenId token, Instant time) {}
