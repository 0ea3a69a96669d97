import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/// A folder of sources that a program writes anew in each build. Those that did not change keep
/// their time, so that javac does not compile them again; those that are no longer written go.
final class WrittenSources implements AutoCloseable {

  private final Path folder;
  private final Path fresh;

  /// The sources in a folder.
  WrittenSources(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.fresh = Files.createTempDirectory("sources");
  }

  /// Where to write all of them.
  Path fresh() {
    return fresh;
  }

  /// Takes over what was written.
  void keep() throws IOException {
    for (Path old : files(folder)) {
      if (!Files.exists(fresh.resolve(folder.relativize(old)))) {
        Files.delete(old);
      }
    }
    for (Path file : files(fresh)) {
      var kept = folder.resolve(fresh.relativize(file));
      byte[] bytes = Files.readAllBytes(file);
      if (!Files.exists(kept) || !Arrays.equals(bytes, Files.readAllBytes(kept))) {
        Files.createDirectories(kept.getParent());
        Files.write(kept, bytes);
      }
    }
  }

  private static Iterable<Path> files(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (var walk = Files.walk(fresh)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
