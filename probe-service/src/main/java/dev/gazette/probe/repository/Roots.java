package dev.gazette.probe.repository;

import static dev.gazette.probe.error.ProbeReason.PATH_REFUSED;

import dev.gazette.platform.field.Fields;
import dev.gazette.probe.disk.SecureFolder;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where repositories may lie: under the configured roots, and never in Gazette's own home.
public final class Roots {

  private static final int LONGEST_PATH = 4_096;

  private final List<Path> roots;
  private final Path home;

  /// Roots, as configured, and the home that is kept out of them.
  public Roots(List<Path> roots, Path home) {
    this.roots = List.copyOf(roots);
    this.home = home;
  }

  /// The folders that are there, without links in their paths.
  List<Path> existing() {
    return roots.stream().flatMap(root -> real(root).stream()).distinct().toList();
  }

  /// The home, without links in its path.
  Path home() {
    return real(home).orElse(home);
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The path of a repository without links, if Gazette may touch what lies there: a folder with a
  /// `.git` folder. Otherwise refused with `PATH_REFUSED`.
  Path admit(String text) {
    var path = absolute(text);
    var real =
        real(path)
            .orElseThrow(
                () -> PATH_REFUSED.because("There is no folder %s; look at its spelling.", path));
    if (real.startsWith(home())) {
      throw PATH_REFUSED.because(
          "%s lies in Gazette's own home, which it never governs; choose a repository elsewhere.",
          real);
    }
    if (existing().stream().noneMatch(real::startsWith)) {
      throw PATH_REFUSED.because(
          "%s lies under none of the probe's roots (%s); add a root to GAZETTE_PROBE_ROOTS.",
          real, roots.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    requireRepository(real);
    return real;
  }

  private static Path absolute(String text) {
    if (text.indexOf('\0') >= 0 || text.length() > LONGEST_PATH) {
      throw PATH_REFUSED.because(
          "The path holds a NUL or has more than %,d characters; give the path of a repository.",
          LONGEST_PATH);
    }
    try {
      var path = Path.of(text);
      if (path.isAbsolute() && path.normalize().equals(path)) {
        return path;
      }
    } catch (InvalidPathException _) {
      // Refused below.
    }
    throw PATH_REFUSED.because(
        "%s is not an absolute path without . and ..; give the whole path.", Fields.quoted(text));
  }

  /// Refuses a folder that is no repository: `.git` must be a folder itself, which it is not in a
  /// worktree or a submodule.
  static void requireRepository(Path path) {
    try (var folder = SecureFolder.open(path)) {
      if (folder.look(".git").filter(found -> found.isDirectory()).isEmpty()) {
        throw PATH_REFUSED.because(
            "%s holds no .git folder; run `git init` there, or give the repository's main folder.",
            path);
      }
    } catch (IOException failure) {
      throw PATH_REFUSED.because("%s cannot be looked at: %s.", path, failure.getMessage());
    }
  }
}
