package dev.gazette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// How long it takes until five services are ready, and what memory they hold: in the one process
/// of `gazette up`, and in five.
final class StartBench implements Benchmark {

  private static final long SETTLE_SECONDS = 5;

  /// Each service's main class, and its HTTP port before the offset.
  private static final Map<String, Integer> SERVICES = new LinkedHashMap<>();

  static {
    SERVICES.put("dev.gazette.auth.AuthService", 8_055);
    SERVICES.put("dev.gazette.probe.ProbeService", 8_052);
    SERVICES.put("dev.gazette.governor.GovernorService", 8_051);
    SERVICES.put("dev.gazette.inference.InferenceService", 8_054);
    SERVICES.put("dev.gazette.board.BoardService", 8_000);
  }

  @Override
  public void measure(Place place, Section section) throws Exception {
    int times = place.times(10, 3);
    var gazette = Gazette.in(place, "home");
    gazette.run("up"); // The first start makes databases, keys and the owner.
    gazette.close();
    section.say(
        "%d starts of a home that has been started before, AOT caches made, after 1 that does not count. Memory is taken %d s after readiness.",
        times, SETTLE_SECONDS);
    var one = new ArrayList<double[]>();
    for (int i = 0; i < times; i++) {
      one.add(onePocess(gazette));
    }
    rehearse(place);
    var own = new ArrayList<double[]>();
    var shared = new ArrayList<double[]>();
    for (int i = 0; i < Math.max(2, times / 3); i++) {
      own.add(fiveProcesses(gazette, main -> cache(place, main)));
      shared.add(fiveProcesses(gazette, _ -> cache(place, "gazette")));
    }
    var table = new ArrayList<List<String>>();
    table.add(
        List.of(
            "",
            "shell to ready, s",
            "JVM start to ready, s",
            "resident, MiB",
            "share of memory, MiB"));
    table.add(row("`gazette up`: one process", one));
    table.add(row("five processes, a cache each as in the images", own));
    table.add(row("five processes on the cache of `gazette up`", shared));
    section.table(table);
  }

  private static List<String> row(String name, List<double[]> samples) {
    var row = new ArrayList<String>();
    row.add(name);
    for (int k = 0; k < 4; k++) {
      int column = k;
      var spread = new Spread(samples.stream().mapToDouble(sample -> sample[column]).toArray());
      row.add(spread.text());
    }
    return row;
  }

  private static double[] onePocess(Gazette gazette) throws Exception {
    long start = System.nanoTime();
    var up = gazette.command("up").start();
    double jvm = awaitReady(gazette, start)[1];
    up.waitFor();
    double shell = (System.nanoTime() - start) / 1e9;
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    var process = gazette.process();
    double[] sample = {shell, jvm, process.mebibytes(), process.shareMebibytes()};
    gazette.close();
    return sample;
  }

  /// Waits until all are ready; answers when, since the shell and since the JVM began.
  private static double[] awaitReady(Gazette gazette, long start) throws Exception {
    gazette.awaitReady(SERVICES.values());
    double age =
        Files.exists(gazette.home().resolve("run/instance")) ? gazette.process().ageSeconds() : 0;
    return new double[] {(System.nanoTime() - start) / 1e9, age};
  }

  /// Makes a cache for each service, as the build of its image does: the second start in a home is
  /// the one that counts.
  private static void rehearse(Place place) throws IOException {
    var rehearsal = Gazette.in(place, "rehearsal");
    for (String main : SERVICES.keySet()) {
      String service = main.split("\\.")[2];
      for (var options :
          List.of(List.<String>of(), List.of("-XX:AOTCacheOutput=" + cache(place, main)))) {
        int code =
            rehearsal
                .java(options, "dev.gazette.platform.service.Rehearsal", service)
                .start()
                .onExit()
                .join()
                .exitValue();
        if (code != 0) {
          throw new IOException("the rehearsal of %s ended with %d".formatted(service, code));
        }
      }
    }
  }

  private static Path cache(Place place, String name) {
    return place.root().resolve("deploy/target/gazette").resolve(name + ".aot");
  }

  /// Starts them together, with the options of the images.
  private static double[] fiveProcesses(Gazette gazette, Function<String, Path> caches)
      throws Exception {
    long start = System.nanoTime();
    var processes = new ArrayList<Process>();
    for (String main : SERVICES.keySet()) {
      processes.add(gazette.java(List.of("-XX:AOTCache=" + caches.apply(main)), main).start());
    }
    double ready = awaitReady(gazette, start)[0];
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    double resident = 0;
    double share = 0;
    for (var process : processes) {
      resident += new Resident(process.pid()).mebibytes();
      share += new Resident(process.pid()).shareMebibytes();
    }
    processes.forEach(Process::destroy);
    for (var process : processes) {
      process.waitFor();
    }
    return new double[] {ready, ready, resident, share};
  }
}
