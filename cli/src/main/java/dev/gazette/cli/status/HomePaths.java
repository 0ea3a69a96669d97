package dev.gazette.cli.status;

import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where everything of a home lies, and how large it is.
final class HomePaths {

  private HomePaths() {}

  static List<Map<String, Object>> of(Home home) {
    return List.of(
        row("home", home.folder()),
        row("data", home.data()),
        row("logs", home.logs()),
        row("token", home.token()),
        row("endpoints", home.endpoints()));
  }

  private static Map<String, Object> row(String name, Path path) {
    var row = new LinkedHashMap<String, Object>();
    row.put("name", name);
    row.put("path", path.toString());
    row.put("exists", Files.exists(path));
    row.put("size_bytes", size(path));
    return row;
  }

  /// The bytes below a path; files that vanish meanwhile count for nothing.
  private static long size(Path path) {
    if (!Files.exists(path)) {
      return 0;
    }
    try (var files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(HomePaths::length).sum();
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0;
    }
  }
}
