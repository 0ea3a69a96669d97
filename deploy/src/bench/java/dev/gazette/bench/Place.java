package dev.gazette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Where a benchmark works.
///
/// @param root the folder of the `gazette` script
/// @param quick whether this is a short look, whose figures nobody keeps
record Place(Path root, boolean quick) {

  /// The folder that benchmarks may fill.
  Path work() {
    return root.resolve("deploy/target/bench");
  }

  /// An empty folder in it; what lay there is gone.
  Path fresh(String name) throws IOException {
    Path folder = work().resolve(name);
    if (Files.exists(folder)) {
      try (var paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  /// How often or how long, in earnest or for a short look.
  int times(int earnest, int look) {
    return quick ? look : earnest;
  }
}
