package dev.gazette.cli.home;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.target.Home;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Makes the AOT caches of services and command line from one rehearsal: services in a home that is
/// thrown away, and the commands that people wait for most.
final class AotCaches {

  private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(90);
  private static final int[] PORTS = {
    50_051, 50_052, 50_053, 50_054, 50_055, 8_000, 8_051, 8_052, 8_054, 8_055
  };
  private static final int FIRST_OFFSET = 11_000;
  private static final int LAST_OFFSET = 15_000;
  private static final int STEP = 100;

  private final Installation installation;

  private AotCaches(Installation installation) {
    this.installation = installation;
  }

  /// Makes the caches, unless they are good. Without them everything works, slower, and the person
  /// is told.
  static void prepare(Installation installation, Session session) {
    if (good(installation)) {
      return;
    }
    session.note("Preparing for quick starts (once for each build; some 15 seconds).");
    try {
      new AotCaches(installation).make();
    } catch (IOException | Failure failure) {
      session.note("No quick starts: " + failure.getMessage() + " Everything else works.");
      return;
    }
    if (!good(installation)) {
      session.note(
          "No quick starts: this JDK does not take the caches that it made. Everything else works.");
    }
  }

  /// Whether both are good; those that are found to be are noted.
  private static boolean good(Installation installation) {
    boolean good = true;
    for (var program : List.of(installation.services(), installation.commandLine())) {
      if (!program.isNotedGood()) {
        if (program.isCacheGood()) {
          program.noteGood();
        } else {
          good = false;
        }
      }
    }
    return good;
  }

  private void make() throws IOException {
    Path folder = Files.createTempDirectory("gazette-rehearsal");
    try {
      rehearse(folder);
    } finally {
      delete(folder);
    }
  }

  private void rehearse(Path folder) throws IOException {
    var services = installation.services();
    Files.deleteIfExists(services.cache());
    Files.deleteIfExists(installation.commandLine().cache());
    String offset = Integer.toString(freeOffset());
    var process =
        in(folder, offset, services.command(List.of("-XX:AOTCacheOutput=" + services.cache())))
            .start();
    try {
      awaitReady(process, folder);
      for (var command : scenes()) {
        Processes.run(in(folder, offset, command));
      }
    } finally {
      process.destroy();
      if (!Processes.await(process, LONGEST_REHEARSAL.toSeconds())) {
        process.destroyForcibly();
      }
    }
  }

  /// The last command is the one that makes the command line's cache, so it walks the longest way.
  private List<List<String>> scenes() {
    var commandLine = installation.commandLine();
    var scenes = new ArrayList<List<String>>();
    for (var words :
        List.of(
            List.of("card", "create", "Rehearsal", "--json"), List.of("card", "claim", "--next"))) {
      var scene = commandLine.command(List.of());
      scene.addAll(words);
      scenes.add(scene);
    }
    var last = commandLine.command(List.of("-XX:AOTCacheOutput=" + commandLine.cache()));
    last.addAll(List.of("card", "list", "--json"));
    scenes.add(last);
    return scenes;
  }

  private static ProcessBuilder in(Path folder, String offset, List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .redirectOutput(folder.resolve("output.log").toFile())
        .redirectInput(new File("/dev/null"));
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GAZETTE_"));
    environment.put("GAZETTE_HOME", folder.resolve("home").toString());
    environment.put("GAZETTE_PORT_OFFSET", offset);
    environment.put("OFFLINE_MODE", "true");
    return builder;
  }

  private static void awaitReady(Process process, Path folder) throws IOException {
    var running = new HomeServices(new Home(folder.resolve("home")));
    var end = Instant.now().plus(LONGEST_REHEARSAL);
    while (!running.all()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IOException(
            "the rehearsal did not start: %.500s"
                .formatted(firstLine(folder.resolve("output.log"))));
      }
      Processes.pause();
    }
  }

  private static String firstLine(Path output) throws IOException {
    try (var lines = Files.lines(output)) {
      return lines.filter(line -> !line.isBlank()).findFirst().orElse("it said nothing");
    }
  }

  /// An offset at which nobody listens, above the ports that the system hands out by itself.
  private static int freeOffset() throws IOException {
    for (int offset = FIRST_OFFSET; offset <= LAST_OFFSET; offset += STEP) {
      int moved = offset;
      if (IntStream.of(PORTS).allMatch(port -> isFree(port + moved))) {
        return offset;
      }
    }
    throw new IOException("no free ports for the rehearsal.");
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
