package dev.gazette.cli.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Entries of a tar stream (POSIX.1-1988, `ustar`): plain files with short names, which is all that
/// an archive holds.
final class Tar {

  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int SUM_AT = 148;
  private static final int SUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;

  /// The largest size that eleven octal digits tell.
  static final long LARGEST = (1L << 33) - 1;

  private Tar() {}

  /// An entry's name and size.
  record Entry(String name, long size) {}

  /// Writes the head of an entry; its bytes and {@link #pad} follow.
  static void begin(OutputStream out, Entry entry, long seconds) throws IOException {
    if (entry.size() > LARGEST) {
      throw new IOException("%s is over 8 GiB".formatted(entry.name()));
    }
    var head = new byte[BLOCK];
    text(head, 0, entry.name());
    text(head, NAME, "0000600");
    text(head, NAME + 8, "0000000");
    text(head, NAME + 16, "0000000");
    text(head, SIZE_AT, String.format(Locale.ROOT, "%011o", entry.size()));
    text(head, SIZE_AT + SIZE_LENGTH, String.format(Locale.ROOT, "%011o", seconds));
    Arrays.fill(head, SUM_AT, SUM_AT + SUM_LENGTH, (byte) ' ');
    head[TYPE_AT] = '0';
    text(head, MAGIC_AT, "ustar");
    text(head, MAGIC_AT + 6, "00");
    text(head, SUM_AT, String.format(Locale.ROOT, "%06o", sum(head)));
    head[SUM_AT + 6] = 0;
    out.write(head);
  }

  /// Fills the last block of an entry up.
  static void pad(OutputStream out, long size) throws IOException {
    out.write(new byte[padding(size)]);
  }

  /// Ends a tar.
  static void end(OutputStream out) throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  /// Reads the head of the next entry; empty at the end. What is no tar, or is cut off, fails.
  static Optional<Entry> next(InputStream in) throws IOException {
    var head = in.readNBytes(BLOCK);
    if (head.length < BLOCK) {
      throw new EOFException("it is cut off");
    }
    if (allZero(head)) {
      return Optional.empty();
    }
    var told = string(head, SUM_AT, SUM_LENGTH).strip();
    Arrays.fill(head, SUM_AT, SUM_AT + SUM_LENGTH, (byte) ' ');
    if (!told.equals(String.format(Locale.ROOT, "%06o", sum(head)))) {
      throw new IOException("it is no tar archive, or is damaged");
    }
    if (head[TYPE_AT] != '0' && head[TYPE_AT] != 0) {
      throw new IOException("it holds something that is no plain file");
    }
    try {
      long size = Long.parseUnsignedLong(string(head, SIZE_AT, SIZE_LENGTH).strip(), 8);
      return Optional.of(new Entry(string(head, 0, NAME), size));
    } catch (NumberFormatException _) {
      throw new IOException("it is no tar archive, or is damaged");
    }
  }

  /// How many bytes lie behind an entry of a size.
  static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private static boolean allZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static int sum(byte[] head) {
    int sum = 0;
    for (byte b : head) {
      sum += b & 0xff;
    }
    return sum;
  }

  private static void text(byte[] head, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, head, at, bytes.length);
  }

  private static String string(byte[] head, int at, int length) {
    int end = at;
    while (end < at + length && head[end] != 0) {
      end++;
    }
    return new String(head, at, end - at, StandardCharsets.US_ASCII);
  }
}
