package dev.gazette.inference.chat;

import java.nio.charset.StandardCharsets;

/// Counts the bytes of an answer against its bound.
final class AnswerBound {

  private final long longestBytes;
  private long bytes;

  AnswerBound(long longestBytes) {
    this.longestBytes = longestBytes;
  }

  /// Counts a piece; answers whether the whole stays within the bound.
  boolean admits(String piece) {
    bytes += piece.getBytes(StandardCharsets.UTF_8).length;
    return bytes <= longestBytes;
  }
}
