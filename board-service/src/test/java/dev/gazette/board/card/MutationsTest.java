package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults put into the kernel on purpose, each a patch in `src/test/mutations` that says what it
/// breaks: the simulation must see each of them, or it proves less than it says. A patch is applied
/// to copies of the sources that it names; these are compiled before the classes that were built,
/// and the simulation runs on them in a process of its own.
@Tag("deep")
final class MutationsTest {

  private static final Path PATCHES = Path.of("src", "test", "mutations");
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String CHANGES = "+++ b/";
  private static final int LONGEST_MINUTES = 3;

  @TempDir Path folder;

  static List<Path> patches() throws IOException {
    try (var files = Files.list(PATCHES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("patches")
  void fault_isSeenByTheSimulation(Path patch) throws Exception {
    var classes = Files.createDirectory(folder.resolve("classes"));
    compile(mutated(patch), classes);
    int seeds = SimulationTest.seeds("ci");
    String found =
        run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                SimulationRun.class.getName(),
                Integer.toString(seeds)));
    assertThat(found).as("%s was not seen by %d seeds", patch, seeds).contains("seed ");
    System.out.printf("%s is seen: %s%n", patch.getFileName(), found.strip());
  }

  /// Copies of the sources that a patch names, with its fault.
  private List<Path> mutated(Path patch) throws Exception {
    var sources = new ArrayList<Path>();
    for (var line : Files.readAllLines(patch)) {
      if (line.startsWith(CHANGES)) {
        String name = line.substring(CHANGES.length());
        var copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(REPOSITORY.resolve(name), copy);
        sources.add(copy);
      }
    }
    assertThat(sources).as("the sources that %s names", patch).isNotEmpty();
    run(List.of("git", "apply", "--recount", "-C1", patch.toAbsolutePath().toString()));
    return sources;
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as("%s compile", sources).isTrue();
    }
  }

  /// Runs a command in the folder; answers what it printed.
  private String run(List<String> command) throws Exception {
    var output = folder.resolve("output");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String printed = Files.readString(output);
    assertThat(ended).as("%s ends", command.getFirst()).isTrue();
    assertThat(process.waitFor())
        .as("%s says: %s (a patch that no longer applies is made anew)", command, printed)
        .isZero();
    return printed;
  }
}
