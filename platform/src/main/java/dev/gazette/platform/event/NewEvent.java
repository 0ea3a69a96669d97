package dev.gazette.platform.event;

/// What happened, as an operation tells it; the log adds sequence, time and actor.
///
/// @param kind `<thing>.<past tense>`, e.g. `card.claimed`
/// @param lane the part of the house
/// @param subject the resource path it happened to, e.g. `boards/ops/cards/OPS-42`
/// @param payload the values after the change, named as in the resource's proto; no secret
public record NewEvent(String kind, Lane lane, String subject, Payload payload) {}
