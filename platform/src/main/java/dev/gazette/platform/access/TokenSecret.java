package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The secret of an access token: `gzt_`, 32 random bytes as 43 characters of base64url, and 6 of
/// base 62 that hold the CRC-32 of all before them, so that a miscopied token is told from an
/// unknown one without asking anybody. Never printed.
///
/// @param text the whole of it, 53 characters
public record TokenSecret(String text) {

  /// What every secret begins with.
  public static final String PREFIX = "gzt_";

  private static final int RANDOM_BYTES = 32;
  private static final int CHECK_LENGTH = 6;
  private static final int HINT_LENGTH = PREFIX.length() + 4;
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// Refuses what is not of the form with `TOKEN_INVALID`.
  public TokenSecret {
    if (!SHAPE.matcher(text).matches()) {
      throw TOKEN_INVALID.because(
          "The token is malformed: it must be `gzt_` and 49 characters; copy it again, whole.");
    }
    int end = text.length() - CHECK_LENGTH;
    if (!text.startsWith(check(text.substring(0, end)), end)) {
      throw TOKEN_INVALID.because(
          "The token is miscopied: its last 6 characters do not fit the rest; copy it again, whole.");
    }
  }

  /// Reads a secret; refuses what is not one with `TOKEN_INVALID`.
  public static TokenSecret parse(String text) {
    return new TokenSecret(text);
  }

  /// A new secret.
  ///
  /// @param random must be a cryptographic one, as a transaction's is
  public static TokenSecret generate(RandomGenerator random) {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String start = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new TokenSecret(start + check(start));
  }

  /// The 6 characters that check what comes before them.
  private static String check(String start) {
    var crc = new CRC32();
    crc.update(start.getBytes(StandardCharsets.US_ASCII));
    var digits = new char[CHECK_LENGTH];
    long rest = crc.getValue();
    for (int i = CHECK_LENGTH - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  /// What it is kept and looked up by.
  public SecretHash hash() {
    return SecretHash.of(text);
  }

  /// The first characters, to tell tokens apart: `gzt_` and 4 more.
  public String hint() {
    return text.substring(0, HINT_LENGTH);
  }

  @Override
  public String toString() {
    return "****";
  }
}
