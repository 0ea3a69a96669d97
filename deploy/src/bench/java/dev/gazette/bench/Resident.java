package dev.gazette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A running process, as the kernel accounts for it.
record Resident(long pid) {

  private static final long NANOS_PER_TICK = 10_000_000; // The kernel counts in hundredths.
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int ENDED_USER_TICKS = 13;
  private static final int ENDED_SYSTEM_TICKS = 14;
  private static final int START_TICKS = 19;

  /// Its resident memory in MiB: what it has mapped and touched, shared pages included.
  double mebibytes() throws IOException {
    return number("status", "VmRSS:") / 1024.0;
  }

  /// Its share of memory in MiB: pages that several processes map are split among them.
  double shareMebibytes() throws IOException {
    return number("smaps_rollup", "Pss:") / 1024.0;
  }

  /// How many of its threads the system knows.
  long threads() throws IOException {
    return number("status", "Threads:");
  }

  /// How many files, sockets and the like it has open.
  long descriptors() throws IOException {
    try (var open = Files.list(folder().resolve("fd"))) {
      return open.count();
    }
  }

  private long number(String file, String name) throws IOException {
    try (var lines = Files.lines(folder().resolve(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  /// The processor time that it has used so far.
  long processorNanos() throws IOException {
    var fields = afterName();
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        * NANOS_PER_TICK;
  }

  /// That of the processes that it started and that have ended.
  long endedNanos() throws IOException {
    var fields = afterName();
    return (Long.parseLong(fields[ENDED_USER_TICKS]) + Long.parseLong(fields[ENDED_SYSTEM_TICKS]))
        * NANOS_PER_TICK;
  }

  /// How long it has run, by the kernel's own clock.
  double ageSeconds() throws IOException {
    double uptime = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
    return uptime - Long.parseLong(afterName()[START_TICKS]) * NANOS_PER_TICK / 1e9;
  }

  /// The fields after the name, which may itself hold spaces.
  private String[] afterName() throws IOException {
    String stat = Files.readString(folder().resolve("stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private Path folder() {
    return Path.of("/proc", Long.toString(pid));
  }
}
