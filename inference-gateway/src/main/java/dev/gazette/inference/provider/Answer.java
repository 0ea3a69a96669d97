package dev.gazette.inference.provider;

/// What became of a prompt that reached its provider.
public sealed interface Answer {

  /// The model said all of it, and the sink has every piece.
  ///
  /// @param promptTokens tokens read, by the provider's own count; 0 when it gave none
  /// @param completionTokens tokens written, by the provider's own count; 0 when it gave none
  record Whole(long promptTokens, long completionTokens) implements Answer {}

  /// The provider has no model of that name; the sink has nothing.
  record NoSuchModel() implements Answer {}
}
