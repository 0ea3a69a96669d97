package dev.gazette.cli.home;

import dev.gazette.cli.target.Home;
import dev.gazette.cli.target.Service;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Deletes all that Gazette made in a home, and the home with it unless something else lies there:
/// `GAZETTE_HOME` may name any folder, e.g. one of a project that has `data` of its own.
final class Purge {

  private static final String LOCK = "instance.lock";

  private final Path home;
  private final Home place;

  Purge(Home place) {
    this.place = place;
    this.home = place.folder();
  }

  /// What became of a home.
  ///
  /// @param removed the home, or else its entries that are gone
  /// @param left its entries that hold what Gazette did not make
  record Purged(List<Path> removed, List<Path> left) {}

  /// Ends what runs there and deletes what is there, while no other verb starts anything.
  Purged run() throws IOException {
    if (!looksLikeAHome()) {
      throw new IOException(home + " does not look like a home of Gazette; delete it by hand");
    }
    var instance = new Instance(place);
    var gone = new ArrayList<>(entries(home));
    try (FileChannel _ = instance.lock()) {
      instance.stop();
      for (var service : Service.values()) {
        if (isOfService(service)) {
          deleteAll(data(service));
        }
      }
      deleteFiles(home.resolve("trust"), name -> ofAService(name, ".pub"));
      deleteFiles(home.resolve("logs"), name -> name.matches("(gazette|start)\\..*"));
      deleteFiles(home, name -> name.equals("token") || isDraft(name));
      deleteFiles(home.resolve("run"), name -> isOfRun(name) && !name.equals(LOCK));
      for (String folder : List.of("data", "trust", "logs")) {
        deleteEmpty(home.resolve(folder));
      }
      Files.delete(home.resolve("run").resolve(LOCK));
    }
    deleteEmpty(home.resolve("run"));
    var left = entries(home);
    deleteEmpty(home);
    gone.removeAll(left);
    return new Purged(left.isEmpty() ? List.of(home) : gone, left);
  }

  /// A home was started once: a service's key lies there, or at least the lock of whoever tried.
  private boolean looksLikeAHome() {
    return Files.isRegularFile(home.resolve("run").resolve(LOCK))
        || Arrays.stream(Service.values()).anyMatch(this::isOfService);
  }

  private boolean isOfService(Service service) {
    return Files.isRegularFile(data(service).resolve("key"));
  }

  private Path data(Service service) {
    return place.data().resolve(service.id());
  }

  private static boolean isOfRun(String name) {
    return name.matches("(instance|endpoints)(\\.lock)?")
        || ofAService(name, ".lock")
        || isDraft(name);
  }

  /// What a process left that ended while it wrote.
  private static boolean isDraft(String name) {
    return name.matches("\\.(gazette.*\\.new|(token|endpoints)\\d+)");
  }

  private static boolean ofAService(String name, String ending) {
    return Arrays.stream(Service.values()).anyMatch(service -> name.equals(service.id() + ending));
  }

  private static void deleteFiles(Path folder, Predicate<String> known) throws IOException {
    for (Path file : entries(folder)) {
      if (known.test(String.valueOf(file.getFileName()))
          && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(file);
      }
    }
  }

  /// Deletes a folder with all that is in it, and the link that leads to it.
  private static void deleteAll(Path folder) throws IOException {
    try (var paths = Files.walk(folder.toRealPath())) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Files.deleteIfExists(folder);
  }

  /// Deletes a folder in which nothing is left, and the link that leads to it.
  private static void deleteEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try {
        Files.delete(folder.toRealPath());
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException _) {
        // It is told of as left.
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }
}
