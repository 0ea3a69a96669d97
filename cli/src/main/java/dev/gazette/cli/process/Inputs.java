package dev.gazette.cli.process;

import dev.gazette.cli.error.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Text that comes from a file or from standard input: UTF-8, at most 8 MiB.
public final class Inputs {

  private static final int LARGEST = 8 * 1024 * 1024;

  private Inputs() {}

  /// The text of a file; `-` is standard input.
  public static String text(Surroundings around, String file) {
    if (file.equals("-")) {
      return standard(around);
    }
    try (var stream = Files.newInputStream(Path.of(file))) {
      return read(file, stream);
    } catch (NoSuchFileException _) {
      throw Failure.usage("There is no file %s.", file);
    } catch (IOException failure) {
      throw Failure.usage("Cannot read %s: %s.", file, failure.getMessage());
    }
  }

  /// The text of standard input.
  public static String standard(Surroundings around) {
    try {
      return read("standard input", around.in());
    } catch (IOException failure) {
      throw Failure.usage("Cannot read standard input: %s.", failure.getMessage());
    }
  }

  /// The text without one line end behind it, as a pipe from `echo` leaves one.
  public static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String read(String name, InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw Failure.usage("%s is over 8 MiB.", name);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Failure.usage("%s is not UTF-8.", name);
    }
  }
}
