package dev.gazette.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How long the command line takes as a whole process: what a person or a script waits for.
final class CliBench implements Benchmark {

  @Override
  public void measure(Place place, Section section) throws Exception {
    int times = place.times(60, 10);
    var table = new ArrayList<List<String>>();
    table.add(List.of("", "p50 ms", "p95 ms", "lowest–highest ms"));
    try (var gazette = Gazette.in(place, "home").up()) {
      gazette.run("card", "create", "One of few", "-q");
      section.say("%d runs each, interleaved, after 5 that do not count.", times);
      var commands =
          List.of(
              bare(),
              gazette.command("--version"),
              gazette.command("card", "list", "--json"),
              gazette.command("card", "create", "A card", "-q"));
      var names =
          List.of(
              "a JVM that does nothing, with the same options",
              "`gazette --version`",
              "`gazette card list --json`",
              "`gazette card create`");
      long[][] nanos = new long[commands.size()][times];
      for (int i = -5; i < times; i++) {
        for (int k = 0; k < commands.size(); k++) {
          long took = time(commands.get(k));
          if (i >= 0) {
            nanos[k][i] = took;
          }
        }
      }
      for (int k = 0; k < commands.size(); k++) {
        table.add(row(names.get(k), Spread.ofNanos(nanos[k])));
      }
    }
    section.table(table);
  }

  private static List<String> row(String name, Spread millis) {
    return List.of(
        name,
        Spread.number(millis.median()),
        Spread.number(millis.at(0.95)),
        Spread.number(millis.at(0)) + "–" + Spread.number(millis.at(1)));
  }

  private static ProcessBuilder bare() {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path").split(":")[0],
            Nothing.class.getName())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  private static long time(ProcessBuilder command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int code = command.start().waitFor();
    if (code != 0) {
      throw new IOException(command.command() + " ended with " + code);
    }
    return System.nanoTime() - start;
  }

  /// A program that does nothing.
  static final class Nothing {
    private Nothing() {}

    public static void main(String[] arguments) {}
  }
}
