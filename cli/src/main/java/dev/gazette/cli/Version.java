package dev.gazette.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The version that this command was built as.
public final class Version {

  private Version() {}

  /// The version, e.g. `0.1.0`.
  public static String text() {
    try (var resource = Version.class.getResourceAsStream("version.txt")) {
      var bytes = Objects.requireNonNull(resource, "version.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Whether an argument asks for the version and nothing else.
  static boolean isAskedBy(String argument) {
    return argument.equals("--version") || argument.equals("-V");
  }

  /// The line that tells it, as `gazette --version` prints it.
  public static String line() {
    return "gazette " + text();
  }

  static void print() {
    try (var out = new FileOutputStream(FileDescriptor.out)) {
      out.write((line() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // Whoever asked went away.
    }
  }
}
