package dev.gazette.cli.home;

import dev.gazette.cli.connect.Readiness;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.Home;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/// Starts the five services of the home in one process, and returns when they are ready. A second
/// `up` finds the first one's work done; one after a new build restarts.
@Command(
    name = "up",
    description = "Start Gazette on this machine.",
    footer = {"", "Examples:", "  gazette up", "  gazette up --json"})
public final class Up implements Verb {

  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  @Override
  public void run(Session session) {
    var installation = Installation.ofProcess();
    var home = Home.of(session.around());
    var instance = new Instance(home);
    try (FileChannel _ = instance.lock()) {
      if (instance.process().isPresent() && !instance.built().isBefore(installation.built())) {
        if (becomesReady(home, instance)) {
          tell(session, home, "Gazette is up already.");
          return;
        }
        // It ended while it was looked at, e.g. killed a moment ago: it is started as if it never
        // ran.
      }
      if (instance.process().isPresent()) {
        session.note("Gazette was built again since it started: restarting it.");
        instance.stop();
      }
      AotCaches.prepare(installation, session);
      start(installation, home, instance);
      tell(session, home, "Gazette is up.");
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "NOT_STARTED", "Cannot start Gazette: %s.", failure.getMessage());
    }
  }

  private static void start(Installation installation, Home home, Instance instance)
      throws IOException {
    Path output = home.folder().resolve("logs").resolve("start.log");
    Files.createDirectories(output.getParent());
    var services = installation.services();
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid"); // A session of its own: closing the terminal does not end it.
    }
    command.addAll(services.command(services.cached()));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(new File("/dev/null")).directory(home.folder().toFile());
    builder.environment().put("GAZETTE_HOME", home.folder().toString());
    var process = builder.start();
    instance.note(process.toHandle(), installation.built());
    if (!becomesReady(home, instance)) {
      throw ended(output);
    }
  }

  /// Waits until all services are ready; false when the process ends before.
  private static boolean becomesReady(Home home, Instance instance) {
    var running = new HomeServices(home);
    var end = Instant.now().plus(LONGEST_START);
    while (!running.all()) {
      if (instance.process().isEmpty()) {
        return false;
      }
      if (Instant.now().isAfter(end)) {
        throw late(running, home);
      }
      Processes.pause();
    }
    return true;
  }

  /// The process told why in one sentence, unless it met a fault.
  private static Failure ended(Path output) {
    String why = "it ended by itself; `gazette logs` tells more";
    try {
      var lines = Files.readAllLines(output).stream().filter(line -> !line.isBlank()).toList();
      why = lines.isEmpty() ? why : String.join(" ", lines.subList(0, Math.min(3, lines.size())));
    } catch (IOException _) {
      // The general sentence stands.
    }
    return Failure.because(Exit.REFUSED, "NOT_STARTED", "Gazette did not start: %s", why);
  }

  private static Failure late(HomeServices running, Home home) {
    var missing = new ArrayList<String>();
    running
        .addresses()
        .forEach((service, address) -> {
          String problem = Readiness.problem(address);
          if (!problem.isEmpty()) {
            missing.add(service.id() + ": " + problem);
          }
        });
    return Failure.because(
        Exit.TIMED_OUT,
        "NOT_READY",
        "Gazette runs but is not ready after %d s: %s. Its log is %s.",
        LONGEST_START.toSeconds(),
        missing.isEmpty() ? "services are still starting" : String.join("; ", missing),
        home.folder().resolve("logs/gazette.log"));
  }

  private static void tell(Session session, Home home, String sentence) {
    var addresses = new HomeServices(home).addresses();
    var report = new LinkedHashMap<String, Object>();
    report.put("home", home.folder().toString());
    report.put("token_file", home.token().toString());
    report.put("log_file", home.folder().resolve("logs/gazette.log").toString());
    report.put("services", services(home));
    session.out().did(report, home.folder().toString(), sentence);
    session.note("  home   " + home.folder());
    session.note("  token  " + home.token());
    session.note("  log    " + home.folder().resolve("logs/gazette.log"));
    addresses.forEach(
        (service, address) -> session.note("  %-10s http://%s".formatted(service.id(), address)));
    session.note("Next: gazette status, gazette board show, gazette card create 'My first card'");
  }

  private static List<Map<String, Object>> services(Home home) {
    var services = new ArrayList<Map<String, Object>>();
    new HomeServices(home)
        .addresses()
        .forEach((service, address) -> services.add(Map.of("name", service.id(), "http", address)));
    return services;
  }
}
