package dev.gazette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The Hermes Agent's board on the same machine in the same run: the kernel in process, on the same
/// durability, as the script of the shared peers drives it.
final class Hermes {

  private static final String VERSION = "0.19.0";

  private static Hermes raced;

  private final String told;

  private Hermes(String told) {
    this.told = told;
  }

  /// What it reaches here, measured once in a run of benchmarks; empty, and why is said, when it
  /// cannot be had.
  static synchronized Optional<Hermes> here(Place place, Section section) throws Exception {
    var script =
        Path.of(
            System.getenv()
                .getOrDefault("BENCH_PEERS", place.root().resolve("../shared/peers").toString()),
            "hermes_board.py");
    if (!Files.exists(script)) {
      section.say("Not raced against Hermes: there is no %s.", script.getFileName());
      return Optional.empty();
    }
    if (raced == null) {
      raced = new Hermes(run(place, script));
    }
    return Optional.of(raced);
  }

  /// Tells of it beside Gazette's cycles.
  static void race(Place place, Section section, double cycles) throws Exception {
    var hermes = here(place, section);
    if (hermes.isPresent()) {
      section.say(
          "Hermes Agent %s, kanban kernel in process, WAL and FULL: %s cycles/s with one worker, %s with eight. Gazette over gRPC with 64 callers: %.1f times its best.",
          VERSION,
          Spread.number(hermes.get().cycles(1)),
          Spread.number(hermes.get().cycles(8)),
          cycles / hermes.get().best());
    }
  }

  /// Cycles a second with so many workers: 1 or 8.
  double cycles(int workers) {
    return figure("cycles_" + workers, "per_s");
  }

  double best() {
    return Math.max(cycles(1), cycles(8));
  }

  /// The median of a completion with so many waiting cards: 0, 1,000 or 10,000.
  double completionMillis(int waiting) {
    return figure("backlog_" + waiting, "complete_ms_p50");
  }

  private static String run(Place place, Path script) throws IOException, InterruptedException {
    Path python = place.work().resolve("hermes/bin/python");
    if (!Files.exists(python)) {
      await("python3", "-m", "venv", place.work().resolve("hermes").toString());
      await(python.toString(), "-m", "pip", "-q", "install", "hermes-agent==" + VERSION);
    }
    var builder = new ProcessBuilder(python.toString(), script.toString());
    builder.environment().put("HERMES_HOME", place.fresh("hermes-home").toString());
    builder.environment().put("TMPDIR", place.fresh("hermes-temporary").toString());
    var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }

  private static void await(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("Failed: " + String.join(" ", command));
    }
  }

  private double figure(String part, String name) {
    var found =
        Pattern.compile("\"%s\"[^}]*?\"%s\": ([0-9.]+)".formatted(part, name), Pattern.DOTALL)
            .matcher(told);
    if (!found.find()) {
      throw new IllegalStateException("Hermes told nothing of " + part + ": " + told);
    }
    return Double.parseDouble(found.group(1));
  }
}
