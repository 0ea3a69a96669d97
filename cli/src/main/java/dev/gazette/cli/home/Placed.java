package dev.gazette.cli.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// One thing that `install` puts into the user's folder and `uninstall` takes away. What somebody
/// else put there under its name stays as it is.
sealed interface Placed {

  /// Where it lies.
  Path path();

  /// Whether it is what lies there.
  boolean isOurs() throws IOException;

  /// Makes it, in place of an older one of ours.
  void make() throws IOException;

  /// Whether anything lies there.
  default boolean isThere() {
    return Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
  }

  /// What lies there instead of it, for people.
  default String stranger() throws IOException {
    return Files.isSymbolicLink(path())
        ? path() + " leads to " + Files.readSymbolicLink(path())
        : path() + " is a file that Gazette did not make";
  }

  /// A link.
  ///
  /// @param target where it leads
  record Link(Path path, Path target) implements Placed {

    @Override
    public boolean isOurs() throws IOException {
      return Files.isSymbolicLink(path)
          && (Files.readSymbolicLink(path).equals(target)
              || (Files.exists(path) && Files.isSameFile(path, target)));
    }

    @Override
    public void make() throws IOException {
      if (!isOurs()) {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, target);
      }
    }
  }

  /// A file of text.
  ///
  /// @param mark how each begins that any version of Gazette made
  /// @param content what this version's says
  record Text(Path path, String mark, String content) implements Placed {

    @Override
    public boolean isOurs() throws IOException {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && Files.readString(path, StandardCharsets.ISO_8859_1).startsWith(mark);
    }

    @Override
    public void make() throws IOException {
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    }
  }
}
