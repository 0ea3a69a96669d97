package dev.gazette.platform.event;

import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_INVALID;

import java.nio.ByteBuffer;
import java.util.Base64;

/// Where a watcher stands in a log, as an opaque text: a version byte, the position and, where it
/// still reads what is left of older times, how far those go; base64url.
///
/// @param position of the last event that it knows
/// @param past up to where it takes the log as it finds it, since it asked for whatever is kept; 0
///   for one that must miss nothing
public record ResumeToken(long position, long past) {

  private static final byte VERSION = 1;
  private static final byte VERSION_WITH_PAST = 2;
  private static final int LENGTH = 1 + Long.BYTES;

  /// The token of one that must miss nothing.
  public ResumeToken(long position) {
    this(position, 0);
  }

  /// Reads a token.
  public static ResumeToken parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      int length = bytes.remaining();
      byte version = length > 0 ? bytes.get() : 0;
      if (version == VERSION && length == LENGTH) {
        return new ResumeToken(bytes.getLong());
      }
      if (version == VERSION_WITH_PAST && length == LENGTH + Long.BYTES) {
        return new ResumeToken(bytes.getLong(), bytes.getLong());
      }
    } catch (IllegalArgumentException _) {
      // Not base64: refused below.
    }
    throw RESUME_TOKEN_INVALID.because(
        "The resume token is not one of this log; begin without one.");
  }

  /// The token as text.
  public String text() {
    boolean whole = past <= position;
    var bytes =
        whole
            ? ByteBuffer.allocate(LENGTH).put(VERSION).putLong(position)
            : ByteBuffer.allocate(LENGTH + Long.BYTES)
                .put(VERSION_WITH_PAST)
                .putLong(position)
                .putLong(past);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
