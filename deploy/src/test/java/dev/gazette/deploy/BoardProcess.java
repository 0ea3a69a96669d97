package dev.gazette.deploy;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The board in a process of its own, without the rest of the house: the smallest that owns the
/// promise about cards. Everybody is the owner.
final class BoardProcess implements Victim, AutoCloseable {

  private static final String READY = "board at ";

  private final Path folder;
  private @Nullable Process process;
  private int port;

  /// A board that is not started yet.
  BoardProcess(Path folder) {
    this.folder = folder;
  }

  /// The process itself: prints its port and waits to be killed.
  public static void main(String[] arguments) {
    var owner =
        new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);
    var running =
        new ServiceRunner(ServiceName.BOARD, Settings.load())
            .with(Authenticator.class, _ -> CompletableFuture.completedFuture(owner))
            .start();
    System.out.println(READY + running.grpcPort());
  }

  @Override
  public void start() {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            BoardProcess.class.getName());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GAZETTE_HOME", home().toString());
    builder.environment().put("GAZETTE_PORT_OFFSET", "14900");
    try {
      process = builder.start();
      port = awaitPort(process.inputReader());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int awaitPort(BufferedReader output) throws IOException {
    var said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return Integer.parseInt(line.substring(READY.length()));
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
    return folder.resolve("home");
  }

  @Override
  public void close() {
    kill();
  }
}
