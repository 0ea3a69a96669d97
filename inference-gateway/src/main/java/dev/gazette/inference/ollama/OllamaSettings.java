package dev.gazette.inference.ollama;

import java.net.URI;
import java.time.Duration;

/// Where Ollama is and how long it may take.
///
/// @param url where it is, e.g. `http://127.0.0.1:11434`
/// @param connectTimeout the longest wait for a connection
/// @param firstTokenTimeout the longest wait for the first piece, the loading of the model included
/// @param idleTimeout the longest wait between two pieces
/// @param answerTimeout the longest a whole answer may take
public record OllamaSettings(
    URI url,
    Duration connectTimeout,
    Duration firstTokenTimeout,
    Duration idleTimeout,
    Duration answerTimeout) {

  /// A model that has to be loaded from a slow disk takes a minute; one that writes, none between
  /// two tokens.
  public static OllamaSettings at(URI url) {
    return new OllamaSettings(
        url,
        Duration.ofSeconds(2),
        Duration.ofSeconds(120),
        Duration.ofSeconds(60),
        Duration.ofMinutes(30));
  }
}
