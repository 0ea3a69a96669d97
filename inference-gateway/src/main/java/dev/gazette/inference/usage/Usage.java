package dev.gazette.inference.usage;

/// One request to a model, as it was accounted.
///
/// @param id its number: from 1, rising
/// @param actor who asked
/// @param request how it went
public record Usage(long id, String actor, NewUsage request) {}
