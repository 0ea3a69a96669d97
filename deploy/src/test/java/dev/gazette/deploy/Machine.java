package dev.gazette.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A machine of the test's: a home, ports and a user's folder of its own, and the built command,
/// run as a process each time. Ends what runs when it is closed.
final class Machine implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int FIRST_PORT = 50_051;
  private static final int FIRST_OFFSET = 11_500;
  private static final int PORTS = 5;

  /// Tests run in two processes at once, each with a number, ports and folders of its own.
  static final int FORK = Integer.getInteger("gazette.fork", 1);

  private static final int FORK_OFFSETS = 2_000;

  private final Path folder;
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  /// A machine in a folder, with nothing on it yet.
  Machine(Path folder) {
    try {
      this.folder = folder.toRealPath();
      this.root = Path.of("..").toRealPath();
      Files.createDirectories(this.folder.resolve("user"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    set("HOME", user().toString());
    set("GAZETTE_HOME", home().toString());
    set("GAZETTE_PORT_OFFSET", Integer.toString(freeOffset()));
    set("GAZETTE_PROBE_ROOTS", this.folder.toString());
    set("GAZETTE_INFERENCE_OLLAMA_URL", "http://127.0.0.1:1");
  }

  /// An offset whose ports nobody listens on, above those that the system hands out by itself.
  static int freeOffset() {
    int fork = Integer.getInteger("gazette.fork", 1) - 1;
    int offset = FIRST_OFFSET + FORK_OFFSETS * fork + (int) (ProcessHandle.current().pid() % 1_000);
    while (!free(offset)) {
      offset += PORTS * 2;
    }
    return offset;
  }

  private static boolean free(int offset) {
    return IntStream.range(FIRST_PORT, FIRST_PORT + PORTS).allMatch(port -> isFree(port + offset));
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// Sets a variable for all processes that come. Returns this.
  Machine set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// The variables of all its processes.
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /// The folder of everything.
  Path folder() {
    return folder;
  }

  /// The home of its Gazette.
  Path home() {
    return folder.resolve("home");
  }

  /// The folder of its user.
  Path user() {
    return folder.resolve("user");
  }

  /// The folder that Gazette was built in.
  Path root() {
    return root;
  }

  /// The port of a service's gRPC server, from the address that it told.
  int port(String service) {
    try (var lines = Files.lines(home().resolve("run/endpoints"))) {
      return lines
          .filter(line -> line.startsWith(service + ".grpc="))
          .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
          .findFirst()
          .orElseThrow();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Runs `gazette` with some arguments and an empty standard input.
  Ran gazette(String... arguments) {
    return piping("", arguments);
  }

  /// Runs `gazette` with something on its standard input.
  Ran piping(String input, String... arguments) {
    return Ran.run(command(arguments), input, LONGEST);
  }

  /// As the script does: a cache of older jars would run the classes that they held.
  private String cache() {
    var cache = root.resolve("cli/target/gazette-cli.aot").toFile();
    long jar = root.resolve("cli/target/lib/gazette-cli.jar").toFile().lastModified();
    return cache.lastModified() < jar ? "-Xshare:auto" : "-XX:AOTCache=" + cache;
  }

  /// The process of `gazette` with some arguments, to be started.
  ProcessBuilder command(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                cache(),
                "-XX:+VerifySharedSpaces",
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.home=" + user(),
                "-Dgazette.root=" + root,
                "-jar",
                root.resolve("cli/target/lib/gazette-cli.jar").toString()));
    command.addAll(List.of(arguments));
    return here(command);
  }

  /// Runs the script `gazette` itself, which chooses what the JVM is told.
  Ran script(String... arguments) {
    var command = new ArrayList<>(List.of(root.resolve("gazette").toString()));
    command.addAll(List.of(arguments));
    return Ran.run(here(command), "", LONGEST);
  }

  private ProcessBuilder here(List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GAZETTE_"));
    builder.environment().putAll(environment);
    return builder;
  }

  /// The process that holds the services.
  ProcessHandle services() {
    try (var lines = Files.lines(home().resolve("run/instance"))) {
      long pid =
          lines
              .filter(line -> line.startsWith("pid="))
              .mapToLong(line -> Long.parseLong(line.substring("pid=".length())))
              .findFirst()
              .orElseThrow();
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Ends the services as a power cut would: `kill -9`.
  void kill() {
    var process = services();
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    gazette("down");
  }
}
