package dev.gazette.auth.token;

import com.google.protobuf.ByteString;

/// What is kept of a secret: its HMAC-SHA-256 under the key of the auth service, 32 bytes.
///
/// @param value the bytes
record KeyedHash(ByteString value) {

  static KeyedHash of(byte[] bytes) {
    return new KeyedHash(ByteString.copyFrom(bytes));
  }

  byte[] bytes() {
    return value.toByteArray();
  }
}
