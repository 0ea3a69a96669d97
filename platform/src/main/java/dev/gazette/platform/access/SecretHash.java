package dev.gazette.platform.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of a secret: all that is kept of it. A plain hash is enough, because a secret has
/// 256 random bits; four numbers rather than an array, because it is the key of a map on every
/// call's path.
///
/// @param a its first 8 bytes, and so on
public record SecretHash(long a, long b, long c, long d) {

  private static final int LENGTH = 32;
  private static final MessageDigest PROTOTYPE = prototype();

  private static MessageDigest prototype() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }

  /// The hash of a secret.
  public static SecretHash of(String secret) {
    try {
      // Cloned: looking the algorithm up costs more than hashing.
      var digest = (MessageDigest) PROTOTYPE.clone();
      return of(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("The JDK's SHA-256 can be cloned", impossible);
    }
  }

  /// The hash whose 32 bytes these are.
  public static SecretHash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length);
    }
    var read = ByteBuffer.wrap(bytes);
    return new SecretHash(read.getLong(), read.getLong(), read.getLong(), read.getLong());
  }

  /// Its 32 bytes.
  public byte[] bytes() {
    return ByteBuffer.allocate(LENGTH).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  @Override
  public String toString() {
    return "****";
  }
}
