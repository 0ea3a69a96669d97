package dev.gazette.governor.probe;

import java.util.Optional;

/// A managed file as the probe read it.
///
/// @param text its content; empty where there is no file
/// @param hash SHA-256 of its bytes in hex; empty where there is no file
/// @param mode its permission bits; 0 where there is no file
/// @param tracked whether git tracks the path
/// @param ignored whether git ignores the path
public record FileState(
    Optional<String> text, String hash, int mode, boolean tracked, boolean ignored) {

  /// Shows no content.
  @Override
  public String toString() {
    return "FileState[hash=%s, mode=%o]".formatted(hash, mode);
  }
}
