package dev.gazette.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The command on the machine that a stack runs on, after the owner's token was handed to it.
final class Client {

  /// A tiny model takes a minute for its answer on a busy machine.
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private final Path folder;
  private final Path token;

  /// A client whose contexts and token lie in a folder. It takes the token as the compose file
  /// says: `docker compose exec -T auth cat … | gazette auth login …`.
  Client(Path folder, Stack stack) throws IOException {
    this.folder = folder;
    this.token = folder.resolve("token");
    String secret = stack.compose("exec", "-T", "auth", "cat", "/var/lib/gazette/token").ok();
    run(secret, List.of("auth", "login", "compose", "--server", Stack.SERVER));
    Files.createFile(
        token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token, secret + "\n");
  }

  /// What the command printed that calls where the context says; its failure fails the test.
  String here(String... arguments) {
    return run("", List.of(arguments));
  }

  /// The same by `--server` and `--token-file`.
  String on(String... arguments) {
    return piping("", arguments);
  }

  /// The same with something on the standard input.
  String piping(String input, String... arguments) {
    var all = new ArrayList<>(List.of("--server", Stack.SERVER, "--token-file", token.toString()));
    all.addAll(List.of(arguments));
    return run(input, all);
  }

  private String run(String input, List<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Path.of("../cli/target/lib/gazette-cli.jar").toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GAZETTE_"));
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    return Ran.run(builder, input, LONGEST).ok();
  }
}
