package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `gazette`, in a tree that is not built yet. The build is a stand-in: a `mvnw` that
/// puts the jar of the command line there, waits until it is told to go on, and puts its libraries
/// there.
final class BuildOnceIT {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// What the script needs beside a JDK, without `flock`.
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "find",
          "grep",
          "head",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tee",
          "touch");

  @TempDir Path folder;
  private Path tools;

  @BeforeEach
  void makeTree() throws IOException {
    var root = Path.of("..").toRealPath();
    tools = Files.createDirectory(folder.resolve("tools"));
    Files.createDirectories(folder.resolve(".mvn"));
    Files.copy(root.resolve(".mvn/find-jdk.sh"), folder.resolve(".mvn/find-jdk.sh"));
    Files.copy(root.resolve("gazette"), folder.resolve("gazette"));
    Files.createFile(folder.resolve("pom.xml"));
    Files.writeString(
        folder.resolve("mvnw"),
        """
        #!/bin/sh
        set -e
        echo built >>builds
        mkdir -p cli/target/lib
        ln -sf "%1$s/gazette-cli.jar" cli/target/lib/
        echo begun >begun
        cat go >/dev/null
        ln -sf "%1$s"/*.jar cli/target/lib/
        echo 'BUILD SUCCESS'
        """
            .formatted(root.resolve("cli/target/lib")));
    assertThat(folder.resolve("mvnw").toFile().setExecutable(true)).isTrue();
    sh("mkfifo begun go");
  }

  /// Runs a line of shell; one that waits for a pipe does so within a bound.
  private void sh(String line) {
    Ran.run(new ProcessBuilder("sh", "-c", line).directory(folder.toFile()), "", LONGEST).ok();
  }

  private Process gazette(String path, String... arguments) throws IOException {
    var builder = new ProcessBuilder(folder.resolve("gazette").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", path);
    return builder.start();
  }

  private static String says(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return said.strip();
  }

  private String withoutFlock() throws IOException {
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
    }
    return tools.toString();
  }

  private void buildOnce(String path) throws IOException, InterruptedException {
    var first = gazette(path, "--version");
    sh("cat begun");
    var second = gazette(path, "up", "--help");
    var told = second.errorReader();
    assertThat(told.readLine()).isEqualTo("Another gazette is building; waiting for it.");
    sh("echo >go");
    assertThat(says(first)).isEqualTo(Version.line());
    assertThat(says(second)).contains("gazette up");
    assertThat(told.readLine()).isNull();
    assertThat(folder.resolve("builds")).hasContent("built\n");
  }

  private void buildAfterAKill(String path) throws IOException, InterruptedException {
    var killed = gazette(path, "--version");
    sh("cat begun");
    var all = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    all.forEach(ProcessHandle::destroyForcibly);
    var next = gazette(path, "--version");
    sh("cat begun && echo >go");
    assertThat(says(next)).isEqualTo(Version.line());
    assertThat(folder.resolve("builds")).hasContent("built\nbuilt\n");
  }

  @Test
  void builds_atOnce_areOne() throws Exception {
    buildOnce(System.getenv("PATH"));
  }

  @Test
  void builds_atOnce_withoutFlock_areOne() throws Exception {
    buildOnce(withoutFlock());
  }

  @Test
  void build_thatWasKilled_isDoneAgain() throws Exception {
    buildAfterAKill(System.getenv("PATH"));
  }

  @Test
  void build_thatWasKilled_withoutFlock_isDoneAgain() throws Exception {
    buildAfterAKill(withoutFlock());
  }
}
