package dev.gazette.platform.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Folders and files that their owner alone may read, and files that all may read, written whole or
/// not at all.
public final class OwnerOnly {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> SHARED_FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> SHARED_FILE =
      PosixFilePermissions.fromString("rw-r--r--");

  private OwnerOnly() {}

  /// Makes a folder with mode 0700, and takes others' rights from one that is there.
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      if (!Files.getPosixFilePermissions(folder).equals(FOLDER)) {
        Files.setPosixFilePermissions(folder, FOLDER);
      }
    } else {
      Files.createDirectories(folder, attribute(FOLDER));
    }
  }

  /// Makes a folder with mode 0755; one that is there stays as it is.
  static void createSharedFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attribute(SHARED_FOLDER));
    }
  }

  /// Replaces a file with mode 0600 by new content, whole or not at all.
  public static void write(Path file, String content) throws IOException {
    replace(file, content, FILE);
  }

  /// Replaces a file with mode 0644 by new content, whole or not at all.
  public static void writeShared(Path file, String content) throws IOException {
    replace(file, content, SHARED_FILE);
  }

  private static void replace(Path file, String content, Set<PosixFilePermission> mode)
      throws IOException {
    var fresh =
        Files.createTempFile(file.getParent(), "." + file.getFileName(), "", attribute(FILE));
    try {
      // On disk before it has its name: after a crash the name never leads to an empty file.
      Files.writeString(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.setPosixFilePermissions(fresh, mode);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> mode) {
    return PosixFilePermissions.asFileAttribute(mode);
  }
}
