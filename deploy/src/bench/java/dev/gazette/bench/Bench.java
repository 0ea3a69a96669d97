package dev.gazette.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Runs benchmarks by name and renders each into its section of `docs/benchmarks.md`.
final class Bench {

  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("board", new BoardBench());
    ALL.put("postgresql", new PostgresBench());
    ALL.put("kernel", new KernelBench());
    ALL.put("growth", new GrowthBench());
    ALL.put("lists", new ListBench());
    ALL.put("watch", new WatchBench());
    ALL.put("next", new NextBench());
    ALL.put("soak", new SoakBench());
    ALL.put("auth", new AuthBench());
    ALL.put("start", new StartBench());
    ALL.put("cli", new CliBench());
  }

  private Bench() {}

  /// Takes the root of the sources, perhaps `--quick`, and names; all of them for none.
  public static void main(String[] arguments) throws Exception {
    var names = new ArrayList<>(List.of(arguments));
    var root = Path.of(names.removeFirst());
    var place = new Place(root, names.remove("--quick"));
    if (!ALL.keySet().containsAll(names)) {
      System.err.println("There are " + String.join(", ", ALL.keySet()) + ".");
      System.exit(2);
    }
    for (String name : names.isEmpty() ? ALL.keySet() : names) {
      run(name, place);
    }
    System.exit(0); // Channels and pools that are idle would hold the process a moment longer.
  }

  private static void run(String name, Place place) throws Exception {
    var section = new Section();
    double before = Machine.load();
    section.say("%s.", Machine.describe(place.work()));
    ALL.get(name).measure(place, section);
    section.say(
        "%s",
        String.format(
            Locale.ROOT,
            "Taken by `deploy/bench/run %s`; load average %.1f before, %.1f after.",
            name,
            before,
            Machine.load()));
    if (!place.quick()) {
      new ResultPage(place.root()).replace(name, section.markdown());
    }
  }
}
