package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The benchmarks are compiled where they are run, by `deploy/bench/run`; so that a change which
/// breaks them is seen at once, they are compiled here too.
final class BenchmarksTest {

  @TempDir Path classes;

  @Test
  void benchmarks_compile() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var sources = Files.list(Path.of("src/bench/java/dev/gazette/bench"))) {
      var options =
          List.of(
              "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
      var units = files.getJavaFileObjectsFromPaths(sources.toList());
      assertThat(compiler.getTask(said, files, null, options, null, units).call())
          .as(said::toString)
          .isTrue();
    }
  }
}
