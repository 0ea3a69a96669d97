package dev.gazette.platform.blob;

import java.util.UUID;

/// The name of a blob: 32 hexadecimal digits, never used twice.
public record BlobId(String value) {

  /// Checks the form: the id becomes a file's name.
  public BlobId {
    if (!value.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("Not the id of a blob: " + value);
    }
  }

  static BlobId fresh() {
    return new BlobId(UUID.randomUUID().toString().replace("-", ""));
  }

  @Override
  public String toString() {
    return value;
  }
}
