package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testgazette.TestGazette;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command as a process, from the jars that are shipped.
@Timeout(120)
final class MainIT {

  private static final Path LIB = Path.of("target", "lib");

  /// The oldest class version that the AOT cache takes (JDK 6). Jars of old annotations, which
  /// nothing loads.
  private static final List<String> ANNOTATIONS = List.of("jsr305-", "annotations-");

  private static final int OLDEST = 50;

  @TempDir Path folder;

  private ProcessBuilder command(TestGazette gazette, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                LIB.resolve("gazette-cli.jar").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("GAZETTE_HOME", gazette.home().toString());
    return builder;
  }

  private static String output(Process process) throws IOException, InterruptedException {
    try (var reader = process.inputReader()) {
      String all = String.join("\n", reader.readAllLines());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return all;
    }
  }

  @Test
  void process_callsAndExits() throws Exception {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var version = command(gazette, "--version").start();
      assertThat(output(version)).isEqualTo(Version.line()).doesNotContain("$");
      var created =
          command(gazette, "card", "create", "Größe", "-q").redirectErrorStream(true).start();
      assertThat(output(created)).isEqualTo("DEFAULT-1");
      assertThat(created.exitValue()).isZero();
      var unknown = command(gazette, "card", "show", "DEFAULT-2").start();
      output(unknown);
      assertThat(unknown.exitValue()).isEqualTo(4);
    }
  }

  @Test
  void interrupt_reachesTheModel() throws Exception {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var asking = command(gazette, "ask", "--model", "mute", "hello").start();
      assertThat(gazette.waitUntilAsked()).isTrue();
      asking.destroy();
      assertThat(gazette.waitUntilCancelled()).isTrue();
      assertThat(asking.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void classes_areNoneTooOldForTheCache() throws IOException {
    try (var jars = Files.newDirectoryStream(LIB, "*.jar")) {
      for (var jar : jars) {
        if (ANNOTATIONS.stream().anyMatch(jar.getFileName().toString()::startsWith)) {
          continue;
        }
        try (var file = new JarFile(jar.toFile())) {
          for (var entry : file.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
            try (var bytes = new DataInputStream(file.getInputStream(entry))) {
              bytes.readInt();
              bytes.readUnsignedShort();
              assertThat(bytes.readUnsignedShort())
                  .as(jar + " " + entry)
                  .isGreaterThanOrEqualTo(OLDEST);
            }
          }
        }
      }
    }
  }
}
