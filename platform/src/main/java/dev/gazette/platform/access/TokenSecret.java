package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The secret of an access token: `gzt_`, 256 random bits as 43 characters of base64url, and a
/// CRC-32 of these as 6 more, so that a wrongly copied secret is refused where it is presented.
/// Prints masked.
///
/// @param text the whole secret
public record TokenSecret(String text) {

  /// What every secret begins with, so that scanners find one that leaked.
  public static final String PREFIX = "gzt_";

  private static final Pattern SHAPE = Pattern.compile("gzt_[A-Za-z0-9_-]{49}");
  private static final int RANDOM_BYTES = 32;
  private static final int CHECK_LENGTH = 6;
  private static final int HINT_LENGTH = PREFIX.length() + 4;

  /// A secret of the right shape, whose checksum holds.
  public TokenSecret {
    if (!SHAPE.matcher(text).matches() || !text.endsWith(checksum(body(text)))) {
      throw TOKEN_INVALID.because(
          "The token is malformed: copy it again, all %d characters of it.",
          PREFIX.length() + 43 + CHECK_LENGTH);
    }
  }

  /// Reads what a caller presents; refuses what is malformed with `TOKEN_INVALID`.
  public static TokenSecret parse(String presented) {
    return new TokenSecret(presented);
  }

  /// A fresh secret; the generator must be a secure one.
  public static TokenSecret generate(RandomGenerator random) {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String body = PREFIX + encode(bytes);
    return new TokenSecret(body + checksum(body));
  }

  private static String body(String text) {
    return text.substring(0, text.length() - CHECK_LENGTH);
  }

  private static String checksum(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return encode(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Its first characters, to tell tokens apart: `gzt_` and 4 more.
  public String hint() {
    return text.substring(0, HINT_LENGTH);
  }

  @Override
  public String toString() {
    return PREFIX + "****";
  }
}
