package dev.gazette.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How much processor time servers and load generator used while something was measured.
final class Usage {

  private final Worker[] workers;
  private final long[] used;
  private long nanos;

  /// What uses processor time, e.g. a process.
  @FunctionalInterface
  interface Worker {

    /// How much it has used so far.
    long processorNanos() throws IOException;
  }

  /// That of servers, and of this process last.
  Usage(Worker... servers) {
    workers = new Worker[servers.length + 1];
    System.arraycopy(servers, 0, workers, 0, servers.length);
    workers[servers.length] = new Resident(ProcessHandle.current().pid())::processorNanos;
    used = new long[workers.length];
  }

  /// Begins a stretch that counts.
  void start() throws IOException {
    count(-1);
  }

  /// Ends it.
  void stop() throws IOException {
    count(1);
  }

  private void count(int sign) throws IOException {
    nanos += sign * System.nanoTime();
    for (int i = 0; i < workers.length; i++) {
      used[i] += sign * workers[i].processorNanos();
    }
  }

  /// Cores in use: `1.31 + 0.42`.
  String text() {
    return IntStream.range(0, used.length)
        .mapToObj(i -> String.format(Locale.ROOT, "%.2f", (double) used[i] / nanos))
        .collect(Collectors.joining(" + "));
  }
}
