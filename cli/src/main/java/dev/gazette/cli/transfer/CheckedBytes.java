package dev.gazette.cli.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// So many bytes of a stream. At their end they are compared with their checksum, so whoever has
/// read to the end has the file.
final class CheckedBytes extends InputStream {

  private final InputStream in;
  private final AttachmentEntry entry;
  private final MessageDigest digest;
  private long left;
  private boolean checked;

  /// The bytes of a file, which come next in a stream.
  CheckedBytes(InputStream in, AttachmentEntry entry) {
    this.in = in;
    this.entry = entry;
    this.left = entry.size();
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (left == 0) {
      check();
      return -1;
    }
    try {
      int many = in.read(target, from, (int) Math.min(left, length));
      if (many < 0) {
        throw new EOFException();
      }
      digest.update(target, from, many);
      left -= many;
      return many;
    } catch (IOException failure) {
      throw ArchiveReader.told(failure);
    }
  }

  private void check() throws IOException {
    if (!checked && !HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
      throw new IOException(
          "%s of it is not the file that its checksum says".formatted(entry.file()));
    }
    checked = true;
  }
}
