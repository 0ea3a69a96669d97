package dev.gazette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page `docs/benchmarks.md`: people write around the markers, benchmarks between them.
final class ResultPage {

  private final Path file;

  ResultPage(Path root) {
    this.file = root.resolve("docs/benchmarks.md");
  }

  /// Replaces what stands between the markers of a name.
  void replace(String name, String markdown) throws IOException {
    String begin = "<!-- %s: written by deploy/bench/run -->\n".formatted(name);
    String end = "<!-- end of %s -->".formatted(name);
    String page = Files.readString(file);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException("%s has no place for %s".formatted(file, name));
    }
    Files.writeString(
        file,
        page.substring(0, from + begin.length()) + "\n" + markdown + "\n\n" + page.substring(to));
  }
}
