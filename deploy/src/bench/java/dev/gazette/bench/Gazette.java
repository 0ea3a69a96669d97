package dev.gazette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A Gazette in a home of its own, started by the command that people use.
record Gazette(Place place, Path home, int offset) implements AutoCloseable {

  /// One in an empty home, not started.
  static Gazette in(Place place, String name) throws IOException {
    return new Gazette(
        place, place.fresh(name), Integer.parseInt(System.getenv("GAZETTE_PORT_OFFSET")));
  }

  /// Starts it, and waits until it is ready.
  Gazette up() throws IOException {
    run("up");
    return this;
  }

  /// The command line with some words, ready to start.
  ProcessBuilder command(String... words) {
    var command = new ArrayList<>(List.of(place.root().resolve("gazette").toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GAZETTE_HOME", home.toString());
    builder.environment().put("GAZETTE_PORT_OFFSET", Integer.toString(offset));
    return builder;
  }

  /// Runs the command line, and answers how long the whole process took.
  Duration run(String... words) throws IOException {
    long start = System.nanoTime();
    int code = command(words).start().onExit().join().exitValue();
    long nanos = System.nanoTime() - start;
    if (code != 0) {
      throw new IOException("gazette %s ended with %d".formatted(String.join(" ", words), code));
    }
    return Duration.ofNanos(nanos);
  }

  /// A token that may do everything with boards, may watch events, and is not limited.
  String token() throws IOException {
    return token("bench", 0);
  }

  /// A token that may do everything with boards, whose calls are counted against limits that
  /// nothing here reaches.
  String limitedToken(String name) throws IOException {
    return token(name, 1_000_000);
  }

  private String token(String name, int limit) throws IOException {
    Path file = home.resolve(name + ".token");
    run(
        "auth",
        "token",
        "create",
        name,
        "--grant",
        "board.*",
        "--grant",
        "events.read",
        "--per-minute",
        Integer.toString(limit),
        "--per-day",
        Integer.toString(limit),
        "--secret-file",
        file.toString(),
        "-q");
    return Files.readString(file).strip();
  }

  /// The process that `up` started.
  Resident process() throws IOException {
    var told = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("run/instance"))) {
      told.load(reader);
    }
    return new Resident(Long.parseLong(told.getProperty("pid")));
  }

  /// The port of a service's gRPC server.
  int grpcPort(int usual) {
    return usual + offset;
  }

  @Override
  public void close() throws IOException {
    run("down");
  }
}
