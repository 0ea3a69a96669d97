package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/// The end of a file that a program wrote, whatever it wrote.
final class LastOutput {

  private static final int LARGEST = 64 * 1024;

  private LastOutput() {}

  /// The last of a file that is no larger than 64 KiB as text: what is no UTF-8 is shown as `�`, as
  /// `?` where that would make it larger.
  static String of(String file) {
    try (var reader = new RandomAccessFile(file, "r")) {
      long from = Math.max(0, reader.length() - LARGEST);
      byte[] bytes = new byte[(int) (reader.length() - from)];
      reader.seek(from);
      reader.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8).replace('\0', '?');
      return text.getBytes(StandardCharsets.UTF_8).length > LARGEST
          ? text.replace('\uFFFD', '?')
          : text;
    } catch (IOException failure) {
      throw Failure.usage("Cannot read %s: %s.", file, failure.getMessage());
    }
  }
}
