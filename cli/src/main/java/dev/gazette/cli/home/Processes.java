package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Child processes, waited for with a bound.
final class Processes {

  private static final long LONGEST_SECONDS = 120;

  private Processes() {}

  /// Runs a command whose output nobody reads, and answers its exit code.
  static int run(ProcessBuilder command) throws IOException {
    var process =
        command
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!await(process, LONGEST_SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  /// Waits for a process to end; answers whether it did.
  static boolean await(Process process, long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw Failure.because(Exit.REFUSED, "INTERRUPTED", "Interrupted.");
    }
  }

  /// Lets a moment pass between two looks at something that another process does.
  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failure.because(Exit.REFUSED, "INTERRUPTED", "Interrupted.");
    }
  }
}
