package dev.gazette.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A program that ran: how it ended, and what it printed.
record Ran(String command, int exit, String out, String err) {

  private static final Executor READERS = Thread.ofPlatform().daemon()::start;

  /// Runs a program to its end with a text on its standard input; one that takes longer than it may
  /// fails the test.
  static Ran run(ProcessBuilder builder, String input, Duration longest) {
    String command = String.join(" ", builder.command());
    try {
      var process = builder.start();
      // Threads of their own: the common pool has one on two cores, and a test may hold it.
      var out = CompletableFuture.supplyAsync(() -> text(process.inputReader()), READERS);
      var err = CompletableFuture.supplyAsync(() -> text(process.errorReader()), READERS);
      try (var stdin = process.outputWriter()) {
        stdin.write(input);
      }
      if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("Still running after " + longest + ": " + command);
      }
      return new Ran(command, process.exitValue(), out.join(), err.join());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static String text(BufferedReader reader) {
    try (reader) {
      return reader.lines().map(line -> line + "\n").collect(Collectors.joining());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What it printed, without the white space round it, if it ended well; else a failure of the
  /// test.
  String ok() {
    if (exit != 0) {
      throw new AssertionError("Exit code %d: %s%n%s%s".formatted(exit, command, out, err));
    }
    return out.strip();
  }
}
