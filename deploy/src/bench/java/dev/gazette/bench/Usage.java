package dev.gazette.bench;

import java.io.IOException;
import java.util.Locale;

/// How much processor time server and load generator used while something was measured.
final class Usage {

  private final Resident server;
  private final Resident self = new Resident(ProcessHandle.current().pid());
  private long nanos;
  private long serverNanos;
  private long selfNanos;

  Usage(Resident server) {
    this.server = server;
  }

  /// Begins a stretch that counts.
  void start() throws IOException {
    nanos -= System.nanoTime();
    serverNanos -= server.processorNanos();
    selfNanos -= self.processorNanos();
  }

  /// Ends it.
  void stop() throws IOException {
    nanos += System.nanoTime();
    serverNanos += server.processorNanos();
    selfNanos += self.processorNanos();
  }

  /// Cores in use: `1.31 + 0.42`.
  String text() {
    return String.format(
        Locale.ROOT, "%.2f + %.2f", (double) serverNanos / nanos, (double) selfNanos / nanos);
  }
}
