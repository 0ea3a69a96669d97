package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The folder that Gazette was built in, and what lies where in it.
///
/// @param root the folder of the `gazette` script
record Installation(Path root) {

  private static final String PROPERTY = "gazette.root";

  /// The installation that this command was started from.
  static Installation ofProcess() {
    String root = System.getProperty(PROPERTY);
    if (root == null) {
      throw Failure.because(
          Exit.REFUSED,
          "NOT_INSTALLED",
          "This command was not started by the `gazette` script, so it does not know where Gazette lies; start that.");
    }
    return new Installation(Path.of(root));
  }

  /// The script that people call.
  Path script() {
    return root.resolve("gazette");
  }

  /// The program of this command.
  Program commandLine() {
    return new Program(
        root.resolve("cli/target/lib/gazette-cli.jar"),
        root.resolve("cli/target/gazette-cli.aot"),
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx256m"));
  }

  /// The program that holds the five services.
  Program services() {
    return new Program(
        root.resolve("deploy/target/gazette/lib/gazette-deploy.jar"),
        root.resolve("deploy/target/gazette/gazette.aot"),
        List.of("@" + root.resolve("deploy/jvm/options")));
  }

  /// When the services were built.
  Instant built() {
    try {
      return services().built();
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED,
          "NOT_BUILT",
          "Gazette is not built: run `gazette up`. (%s)",
          failure.getMessage());
    }
  }

  /// The JDK that runs this command.
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
