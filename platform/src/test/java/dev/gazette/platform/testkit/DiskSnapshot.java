package dev.gazette.platform.testkit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Everything below a folder, bit for bit: kinds, modes, times of change, contents, where links
/// lead. Two are equal when nothing was touched.
///
/// @param entries what is under each path
public record DiskSnapshot(Map<String, String> entries) {

  /// Takes one. Links are not followed.
  public static DiskSnapshot of(Path folder) {
    var entries = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      paths.forEach(path -> entries.put(folder.relativize(path).toString(), describe(path)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new DiskSnapshot(entries);
  }

  private static String describe(Path path) {
    try {
      var found = Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
      String content =
          found.isRegularFile()
              ? "file " + Arrays.hashCode(Files.readAllBytes(path))
              : found.isSymbolicLink()
                  ? "link to " + Files.readSymbolicLink(path)
                  : found.isDirectory() ? "folder" : "special";
      return "%s %s %s".formatted(content, found.permissions(), found.lastModifiedTime());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
