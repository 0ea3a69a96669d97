package dev.gazette.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// A Gazette in a home of its own, started by the command that people use.
///
/// @param offset what its ports are moved by
/// @param settings more of its environment
record Gazette(Place place, Path home, int offset, Map<String, String> settings)
    implements AutoCloseable {

  private static final long LONGEST_START_SECONDS = 60;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// One in an empty home, not started.
  static Gazette in(Place place, String name) throws IOException {
    int offset = Integer.parseInt(System.getenv("GAZETTE_PORT_OFFSET"));
    return new Gazette(place, place.fresh(name), offset, Map.of());
  }

  /// The same on other ports, beside those before.
  Gazette beside(int ports) {
    return new Gazette(place, home, offset + ports, settings);
  }

  /// The same with one more variable.
  Gazette with(String variable, String value) {
    var more = new HashMap<>(settings);
    more.put(variable, value);
    return new Gazette(place, home, offset, Map.copyOf(more));
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
    return inHome(builder);
  }

  private ProcessBuilder inHome(ProcessBuilder builder) {
    builder.environment().put("GAZETTE_HOME", home.toString());
    builder.environment().put("GAZETTE_PORT_OFFSET", Integer.toString(offset));
    builder.environment().putAll(settings);
    return builder;
  }

  /// A JVM in its home with the options that every service has, ready to start.
  ///
  /// @param options more of them
  ProcessBuilder java(List<String> options, String... mainAndArguments) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + place.root().resolve("deploy/jvm/options"));
    command.add("-cp");
    command.add(place.root().resolve("deploy/target/gazette/lib/gazette-deploy.jar").toString());
    command.addAll(options);
    command.addAll(List.of(mainAndArguments));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(new File("/dev/null"));
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // As in the images.
    return inHome(builder);
  }

  /// Waits until services are ready, by their HTTP ports before the offset.
  void awaitReady(Collection<Integer> ports) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int port : ports) {
      while (!ready(offset + port)) {
        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS)) {
          throw new IOException("Nothing became ready on port " + (offset + port));
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  private static boolean ready(int port) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/readiness"))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
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
