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
    var whole = file.toAbsolutePath();
    var folder = whole.getParent();
    try {
      if (folder == null) {
        throw new IOException("it is a folder");
      }
      Files.createDirectories(folder);
      var owner = PosixFilePermissions.fromString("rw-------");
      var fresh =
          Files.createTempFile(
              folder, ".gazette", ".new", PosixFilePermissions.asFileAttribute(owner));
      try {
        Files.writeString(fresh, content);
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "FILE_NOT_WRITTEN", "Cannot write %s: %s.", file, failure.getMessage());
    }
  }
}
