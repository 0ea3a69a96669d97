package dev.gazette.probe.file;

import com.google.protobuf.ByteString;

/// A managed file as it lies on disk.
///
/// @param exists whether there is one
/// @param content its bytes; none where there is no file
/// @param mode its permission bits; 0 where there is no file
record FileOnDisk(boolean exists, ByteString content, int mode) {

  static final FileOnDisk NONE = new FileOnDisk(false, ByteString.EMPTY, 0);

  /// SHA-256 of its bytes, in hex; empty where there is no file.
  String hash() {
    return exists ? Hashes.sha256(content.toByteArray()) : "";
  }
}
