package dev.gazette.probe.repository;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/// Finds repositories under the roots: the shallow ones first, following no links, into no
/// repository that it found and not into Gazette's home. Bounded in number and in time.
final class RepositoryFinder {

  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Roots roots;
  private final LongSupplier nanoTime;
  private final int most;

  RepositoryFinder(Roots roots) {
    this(roots, System::nanoTime, MOST);
  }

  RepositoryFinder(Roots roots, LongSupplier nanoTime, int most) {
    this.roots = roots;
    this.nanoTime = nanoTime;
    this.most = most;
  }

  /// What was found, by path.
  ///
  /// @param truncated whether there was more than could be looked at
  record Found(List<Path> paths, boolean truncated) {}

  Found find() {
    long end = nanoTime.getAsLong() + LONGEST.toNanos();
    var home = roots.home();
    var found = new TreeSet<Path>();
    Queue<Path> open = new ArrayDeque<>(roots.existing());
    while (!open.isEmpty()) {
      if (found.size() >= most || nanoTime.getAsLong() - end > 0) {
        return new Found(List.copyOf(found), true);
      }
      var folder = open.remove();
      if (folder.startsWith(home)) {
        continue;
      }
      if (isFolder(folder.resolve(".git"))) {
        found.add(folder);
      } else {
        openFoldersOf(folder, open);
      }
    }
    return new Found(List.copyOf(found), false);
  }

  private static void openFoldersOf(Path folder, Queue<Path> open) {
    try (var entries = Files.newDirectoryStream(folder, RepositoryFinder::isFolder)) {
      entries.forEach(open::add);
    } catch (IOException | DirectoryIteratorException _) {
      // Not ours to read, or gone meanwhile: nothing is found there.
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
