package dev.gazette.inference.chat;

import dev.gazette.inference.provider.ModelName;
import java.util.Optional;

/// How chats are let through to the provider.
///
/// @param defaultModel who answers a question that names no model; empty for the provider's only
///   one
/// @param concurrentRequests how many requests the provider works on at once
/// @param waitingRequests how many more may wait for their turn
public record ChatSettings(
    Optional<ModelName> defaultModel, int concurrentRequests, int waitingRequests) {

  /// What one machine's Ollama can use: it works on a few at once and lets the others wait.
  public static final ChatSettings DEFAULT = new ChatSettings(Optional.empty(), 4, 64);
}
