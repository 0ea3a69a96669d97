package dev.gazette.inference.provider;

/// A model at a provider.
///
/// @param name what to ask for
/// @param sizeBytes its size on disk; 0 when unknown
public record Model(ModelName name, long sizeBytes) {}
