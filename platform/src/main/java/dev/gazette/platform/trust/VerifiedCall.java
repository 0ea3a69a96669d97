package dev.gazette.platform.trust;

import dev.gazette.platform.service.ServiceName;

/// What a call token says, once it holds.
///
/// @param issuer the calling service
/// @param actor for whom it acts
/// @param correlationId of the call for which the token was made; later calls under the same token
///   say theirs in the `correlation-id` header
public record VerifiedCall(ServiceName issuer, String actor, String correlationId) {}
