package dev.gazette.platform.trust;

import java.util.Base64;
import java.util.Optional;

/// Text armour for keys (RFC 7468).
final class Pem {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  /// One block.
  static String block(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(content), label);
  }

  /// The first block of a label, if the text has a whole one.
  static Optional<byte[]> find(String label, String text) {
    String begin = "-----BEGIN " + label + "-----";
    int start = text.indexOf(begin);
    int end = text.indexOf("-----END " + label + "-----", Math.max(start, 0));
    if (start < 0 || end < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
