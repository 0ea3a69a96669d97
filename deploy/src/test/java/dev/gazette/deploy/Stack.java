package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The containers of the compose files, in a project of the test's own: with volumes and ports that
/// are nobody else's, offline, and without a network that could matter.
final class Stack {

  static final List<String> SERVICES = List.of("auth", "probe", "governor", "inference", "board");

  /// The ports begin as `GAZETTE_GRPC_PORTS` and `GAZETTE_HTTP_PORTS` say below: apart from those
  /// of a Gazette that runs here, and below those that connections take.
  static final String SERVER = "127.0.0.1:25051";

  private static final String PROJECT = "gazette-proof";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration RECOVERY = Duration.ofMinutes(3);

  private final Path root = Path.of("..").toAbsolutePath().normalize();
  private final Map<String, String> variables;

  /// A stack that governs the repositories in a folder, which belongs to a user.
  Stack(Path repositories, int uid, int gid) {
    variables =
        Map.of(
            "COMPOSE_FILE",
            "deploy/docker-compose.yml:deploy/docker-compose.ci.yml",
            "COMPOSE_PROJECT_NAME",
            PROJECT,
            "GAZETTE_PROBE_ROOTS",
            repositories.toString(),
            "GAZETTE_UID",
            Integer.toString(uid),
            "GAZETTE_GID",
            Integer.toString(gid),
            "GAZETTE_GRPC_PORTS",
            "2505",
            "GAZETTE_HTTP_PORTS",
            "240",
            "OFFLINE_MODE",
            "true");
  }

  /// What is missing for a stack to run, in a sentence; empty when nothing is.
  static String missing() {
    if (!answers("docker", "compose", "version") || !answers("docker", "version")) {
      return "No Docker engine with compose answers: run deploy/docker/prepare first.";
    }
    return Stream.of("gazette/jre:25", "gazette/jdk:25", "gazette/ollama-test")
        .filter(image -> !answers("docker", "image", "inspect", image))
        .map(image -> "There is no image " + image + ": run deploy/docker/prepare first.")
        .findFirst()
        .orElse("");
  }

  private static boolean answers(String... command) {
    try {
      return Ran.run(new ProcessBuilder(command), "", Duration.ofSeconds(30)).exit() == 0;
    } catch (UncheckedIOException _) {
      return false; // There is no such program.
    }
  }

  /// Builds the services' images from the sources as they are, which takes seconds when
  /// deploy/docker/prepare did, and starts all containers, each when those it needs are healthy.
  void up() {
    compose(Stream.concat(Stream.of("build"), SERVICES.stream()).toArray(String[]::new)).ok();
    start();
  }

  /// Starts all containers without building any image.
  void start() {
    var started = compose("up", "--detach", "--no-build", "--wait", "--wait-timeout", "400");
    if (started.exit() != 0) {
      throw new AssertionError(started.err() + compose("logs", "--tail", "40").out());
    }
  }

  /// Takes everything away, the volumes too.
  void remove() {
    compose("down", "--volumes", "--remove-orphans").ok();
  }

  /// Runs `docker compose` with some arguments.
  Ran compose(String... arguments) {
    return docker(Stream.concat(Stream.of("compose"), Stream.of(arguments)).toArray(String[]::new));
  }

  /// Runs `docker` with some arguments.
  Ran docker(String... arguments) {
    return Ran.run(program(arguments), "", LONGEST);
  }

  private ProcessBuilder program(String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().putAll(variables);
    return builder;
  }

  /// What Docker knows of a service's container, in a Go template.
  String inspect(String service, String template) {
    return docker("inspect", "--format", template, container(service)).ok();
  }

  private String container(String service) {
    return compose("ps", "--all", "--quiet", service).ok();
  }

  /// The names of what is left of the project: containers, volumes and networks.
  String remains() {
    String ours = "label=com.docker.compose.project=" + PROJECT;
    return docker("ps", "--all", "--quiet", "--filter", ours).ok()
        + docker("volume", "ls", "--quiet", "--filter", ours).ok()
        + docker("network", "ls", "--quiet", "--filter", ours).ok();
  }

  /// Kills what runs in a container, as the kernel does when memory is short, and returns when
  /// Docker has started it again and it is healthy. `docker kill` would not do: Docker takes it for
  /// a person's wish and leaves the container dead.
  void crash(String service) {
    int restarts = Integer.parseInt(inspect(service, "{{.RestartCount}}"));
    var begin = Instant.now();
    docker(
            "run",
            "--rm",
            "--pid=host",
            "--network=none",
            "--user=0",
            "--entrypoint=sh",
            "gazette/auth",
            "-c",
            "kill -9 " + inspect(service, "{{.State.Pid}}"))
        .ok();
    awaitHealthy(service, begin);
    assertThat(inspect(service, "{{.RestartCount}} {{.State.Health.Status}}"))
        .isEqualTo((restarts + 1) + " healthy");
  }

  private void awaitHealthy(String service, Instant begin) {
    var events =
        program(
            "events",
            "--since=" + time(begin),
            "--until=" + time(begin.plus(RECOVERY)),
            "--filter=container=" + container(service),
            "--filter=event=health_status",
            "--format={{.Status}}");
    try {
      var process = events.redirectErrorStream(true).start();
      try (var lines = process.inputReader()) {
        assertThat(lines.lines().anyMatch("health_status: healthy"::equals))
            .as("%s is healthy within %s of a crash", service, RECOVERY)
            .isTrue();
      } finally {
        process.destroy();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String time(Instant instant) {
    return String.format(Locale.ROOT, "%d.%09d", instant.getEpochSecond(), instant.getNano());
  }
}
