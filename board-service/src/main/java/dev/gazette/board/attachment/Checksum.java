package dev.gazette.board.attachment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The size and the SHA-256 of bytes that pass.
final class Checksum {

  private final MessageDigest digest;
  private long size;

  /// Of no bytes yet.
  Checksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }

  void add(byte[] bytes) {
    digest.update(bytes);
    size += bytes.length;
  }

  long size() {
    return size;
  }

  /// The digits; called once, at the end.
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
