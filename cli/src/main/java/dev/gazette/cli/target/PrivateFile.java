package dev.gazette.cli.target;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that only its owner may read, written whole or not at all.
public final class PrivateFile {

  private PrivateFile() {}

  /// Writes a file of mode 0600, in place of one that is there.
  public static void write(Path file, String content) {
    try (var draft = draft(file)) {
      draft.put(content);
    }
  }

  /// Begins a file of mode 0600, for a content that is still to come: refused where it could not be
  /// written.
  public static Draft draft(Path file) {
    var whole = file.toAbsolutePath();
    var folder = whole.getParent();
    try {
      if (folder == null || Files.isDirectory(whole)) {
        throw new IOException("it is a folder");
      }
      Files.createDirectories(folder);
      var owner = PosixFilePermissions.fromString("rw-------");
      return new Draft(
          whole,
          Files.createTempFile(
              folder, ".gazette", ".new", PosixFilePermissions.asFileAttribute(owner)));
    } catch (IOException failure) {
      throw notWritten(file, failure);
    }
  }

  private static Failure notWritten(Path file, IOException failure) {
    return Failure.because(
        Exit.REFUSED, "FILE_NOT_WRITTEN", "Cannot write %s: %s.", file, failure.getMessage());
  }

  /// A file that was begun. Closing it without a content leaves what was there.
  ///
  /// @param file where the content is to be
  /// @param fresh where it is written first
  public record Draft(Path file, Path fresh) implements AutoCloseable {

    /// Puts the content in place of what is there.
    public void put(String content) {
      try {
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failure) {
        throw notWritten(file, failure);
      }
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException _) {
        // An empty file is left, which nobody else may read.
      }
    }
  }
}
