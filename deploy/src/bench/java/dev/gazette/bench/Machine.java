package dev.gazette.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// What the figures were taken on.
final class Machine {

  private static final int SYNCS = 500;

  private Machine() {}

  /// One sentence: cores, memory, system, JDK, and how fast the disk confirms a write.
  static String describe(Path work) throws IOException {
    return String.format(
        Locale.ROOT,
        "%s UTC · %d cores, %s · %.0f GiB · Linux %s · JDK %s · disk: %,.0f `fdatasync`/s of 4 KiB each",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        processor(),
        memoryKib() / 1048576.0,
        System.getProperty("os.version"),
        Runtime.version(),
        syncs(work));
  }

  /// How many processes wanted to run in the last minute.
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processor() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }

  private static long memoryKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemTotal"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }

  private static double syncs(Path work) throws IOException {
    Path file = work.resolve("sync");
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      var block = ByteBuffer.allocate(4096);
      long start = System.nanoTime();
      for (int i = 0; i < SYNCS; i++) {
        channel.write(block.clear());
        channel.force(false);
      }
      return SYNCS * 1e9 / (System.nanoTime() - start);
    }
  }
}
