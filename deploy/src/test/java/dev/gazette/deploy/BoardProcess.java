package dev.gazette.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/// The board in a process of its own, on the jars that are shipped: the smallest that owns the
/// promise about cards.
final class BoardProcess implements Victim, AutoCloseable {

  private static final Path JARS = Path.of("target", "gazette", "lib");

  private static final String OFFSET = "GAZETTE_PORT_OFFSET";

  private final Path program;
  private final Path home;
  private final Map<String, String> environment;
  private @Nullable Process process;
  private int port;

  /// A board that is not started yet.
  BoardProcess(Path folder) throws IOException {
    this(folder, Map.of());
  }

  /// The same with more variables.
  BoardProcess(Path folder, Map<String, String> more) throws IOException {
    this(Files.createDirectories(folder), folder.resolve("home"), more);
    pack();
  }

  private BoardProcess(Path program, Path home, Map<String, String> more) {
    this.program = program;
    this.home = home;
    environment = new HashMap<>(more);
    environment.put("GAZETTE_HOME", home.toString());
  }

  /// Another board with the same variables, started from the same cache, with a home of its own.
  BoardProcess beside(Path otherHome) {
    var another = new BoardProcess(program, otherHome, environment);
    another.environment.remove(OFFSET);
    return another;
  }

  /// An AOT cache holds no class of a folder, so the program gets a jar of its own.
  private void pack() throws IOException {
    String name = BoardAlone.class.getName().replace('.', '/') + ".class";
    try (var program = BoardAlone.class.getClassLoader().getResourceAsStream(name);
        var jar = new JarOutputStream(Files.newOutputStream(jar()))) {
      jar.putNextEntry(new JarEntry(name));
      Objects.requireNonNull(program).transferTo(jar);
    }
  }

  private Path jar() {
    return program.resolve("board-alone.jar");
  }

  private Path cache() {
    return program.resolve("board.aot");
  }

  /// Starts and ends it once, so that later starts take a third of the time: for many of them.
  BoardProcess rehearsed() throws IOException, InterruptedException {
    var rehearsal = launch("-XX:AOTCacheOutput=" + cache(), BoardAlone.REHEARSAL);
    String said = new String(rehearsal.getInputStream().readAllBytes(), UTF_8);
    if (rehearsal.waitFor() != 0) {
      throw new AssertionError("the rehearsal failed: " + said);
    }
    return this;
  }

  private Process launch(String option, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("jvm", "options"),
                option,
                "-cp",
                JARS.resolve("gazette-deploy.jar").toAbsolutePath() + File.pathSeparator + jar(),
                BoardAlone.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    environment.computeIfAbsent(OFFSET, _ -> Integer.toString(Machine.freeOffset()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  @Override
  public void start() {
    try {
      process = launch(Files.exists(cache()) ? "-XX:AOTCache=" + cache() : "-Xshare:auto");
      port = awaitPort(process.inputReader());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int awaitPort(BufferedReader output) throws IOException {
    var said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(BoardAlone.READY)) {
        return Integer.parseInt(line.substring(BoardAlone.READY.length()));
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the board did not start: " + said);
  }

  @Override
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public int boardPort() {
    return port;
  }

  @Override
  public String token() {
    return "gzt_any";
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public void close() {
    kill();
  }
}
