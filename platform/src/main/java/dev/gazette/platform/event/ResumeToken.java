package dev.gazette.platform.event;

import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_INVALID;

import java.nio.ByteBuffer;
import java.util.Base64;

/// Where a watcher stands in a log, as an opaque text: a version byte and the position, base64url.
public record ResumeToken(long position) {

  private static final byte VERSION = 1;
  private static final int LENGTH = 1 + Long.BYTES;

  /// Reads a token.
  public static ResumeToken parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() == LENGTH && bytes.get() == VERSION) {
        return new ResumeToken(bytes.getLong());
      }
    } catch (IllegalArgumentException _) {
      // Not base64: refused below.
    }
    throw RESUME_TOKEN_INVALID.because(
        "The resume token is not one of this log; begin without one.");
  }

  /// The token as text.
  public String text() {
    var bytes = ByteBuffer.allocate(LENGTH).put(VERSION).putLong(position).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
