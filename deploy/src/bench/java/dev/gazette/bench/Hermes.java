package dev.gazette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The Hermes Agent's board on the same machine in the same run: the kernel in process, on the same
/// durability, as the script of the shared peers drives it.
final class Hermes {

  private static final String VERSION = "0.19.0";

  private Hermes() {}

  /// Runs it and tells of both, if it can be had here; says why when not.
  static void race(Place place, Section section, double cycles) throws Exception {
    var script =
        Path.of(
            System.getenv()
                .getOrDefault("BENCH_PEERS", place.root().resolve("../shared/peers").toString()),
            "hermes_board.py");
    if (!Files.exists(script)) {
      section.say("Not raced against Hermes: there is no %s.", script.getFileName());
      return;
    }
    String output = run(place, script);
    double one = figure(output, "cycles_1");
    double eight = figure(output, "cycles_8");
    section.say(
        "Hermes Agent %s, kanban kernel in process, WAL and FULL: %s cycles/s with one worker, %s with eight. Gazette over gRPC with 64 callers: %.1f times its best.",
        VERSION, Spread.number(one), Spread.number(eight), cycles / Math.max(one, eight));
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

  private static double figure(String json, String name) {
    var found =
        Pattern.compile("\"%s\"[^}]*?\"per_s\": ([0-9.]+)".formatted(name), Pattern.DOTALL)
            .matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("Hermes told nothing of " + name + ": " + json);
    }
    return Double.parseDouble(found.group(1));
  }
}
