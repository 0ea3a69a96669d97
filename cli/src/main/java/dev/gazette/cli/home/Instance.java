package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.target.Home;
import dev.gazette.cli.target.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The process that runs a home's services, as `run/instance` tells of it: a process id, with the
/// moment it started, since ids are used again.
final class Instance {

  /// Services drain for 10 s; a process that lives on after that hangs.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(12);

  private final Home home;

  Instance(Home home) {
    this.home = home;
  }

  /// One verb at a time starts or ends the services of a home: the second waits, then finds the
  /// first one's work done. Where that work was to delete the home, it begins a new one.
  FileChannel lock() {
    var file = home.folder().resolve("run").resolve("instance.lock");
    try {
      while (true) {
        Files.createDirectories(file.getParent());
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var opened = key(file);
        channel.lock();
        if (opened.isPresent() && opened.equals(key(file))) {
          return channel;
        }
        channel.close();
      }
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED,
          "HOME_NOT_WRITABLE",
          "Cannot write to the home %s: %s. Make it writable, or set GAZETTE_HOME.",
          home.folder(),
          failure.getMessage());
    }
  }

  /// What tells a file from a later one of its name.
  private static Optional<Object> key(Path file) throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// The process, if it lives. One that was killed keeps its id until somebody asks how it ended,
  /// and counts as alive for the JDK, but runs no program any more.
  Optional<ProcessHandle> process() {
    var told = told();
    String pid = told.getProperty("pid", "");
    if (!pid.matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(process -> process.isAlive() && process.info().command().isPresent())
        .filter(process -> started(process).equals(told.getProperty("started")));
  }

  /// When the build that it runs was made; the epoch when nothing runs.
  Instant built() {
    return Instant.parse(told().getProperty("built", Instant.EPOCH.toString()));
  }

  /// Notes a process that was started.
  void note(ProcessHandle process, Instant built) {
    PrivateFile.write(
        file(), "pid=%d%nstarted=%s%nbuilt=%s%n".formatted(process.pid(), started(process), built));
  }

  /// Ends the process, if it lives. Answers whether there was one.
  boolean stop() {
    var process = process();
    if (process.isEmpty()) {
      return false;
    }
    process.get().destroy();
    if (!ended(process.get(), LONGEST_STOP)) {
      process.get().destroyForcibly();
      ended(process.get(), LONGEST_STOP);
    }
    forget();
    return true;
  }

  private void forget() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException _) {
      // A note of a process that is gone does no harm.
    }
  }

  private static boolean ended(ProcessHandle process, Duration within) {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH).toString();
  }

  private Path file() {
    return home.folder().resolve("run").resolve("instance");
  }

  private Properties told() {
    var told = new Properties();
    try {
      told.load(new StringReader(Files.readString(file())));
    } catch (IOException _) {
      // Nothing was started, or nothing can be known of it.
    }
    return told;
  }
}
