package dev.gazette.cli.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A jar that runs on a JDK with an AOT cache: classes that were loaded and linked before. A cache
/// that is missing or does not fit is silently slower than none, so it is tried before it is
/// trusted.
///
/// @param jar the program; its manifest names the rest of the class path, in the order that the
///   cache was made with
/// @param cache where its AOT cache lies
/// @param options what the JVM is told
record Program(Path jar, Path cache, List<String> options) {

  /// The checksum of the cache is looked at before it is mapped: a damaged one would crash.
  private static final List<String> ALWAYS =
      List.of(
          "-XX:+VerifySharedSpaces",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// The command that runs it.
  List<String> command(List<String> more) {
    var command = new ArrayList<String>();
    command.add(Installation.java().toString());
    command.addAll(options);
    command.addAll(ALWAYS);
    command.add("-Duser.home=" + System.getProperty("user.home"));
    command.addAll(more);
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  /// The options that use the cache, if it is of these jars; its checksum is looked at unless it is
  /// noted to be good.
  List<String> cached() {
    var cached = new ArrayList<String>();
    if (isNotedGood()) {
      cached.add("-XX:-VerifySharedSpaces");
    }
    if (isOfTheseJars()) {
      cached.add("-XX:AOTCache=" + cache);
    }
    return cached;
  }

  /// Whether the cache is there, of these jars, and taken by this JDK.
  boolean isCacheGood() {
    try {
      return isOfTheseJars() && taken();
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether the cache is newer than what it is made of. JDK 25 takes an older one as well, and
  /// runs the classes that the jars held then.
  private boolean isOfTheseJars() {
    try {
      return !Files.getLastModifiedTime(cache).toInstant().isBefore(built());
    } catch (IOException _) {
      return false;
    }
  }

  /// Whether the cache was good when it was tried last, and nothing that it depends on changed
  /// since. To try it takes a second: its classes are loaded.
  boolean isNotedGood() {
    try {
      return Files.getLastModifiedTime(note()).equals(Files.getLastModifiedTime(cache))
          && Files.readString(note()).equals(base());
    } catch (IOException _) {
      return false;
    }
  }

  /// Notes that the cache is good: a file beside it of the same time. While the times agree, the
  /// script `gazette` spares the JVM the checksum. The cache is on disk before the note is.
  void noteGood() {
    try (var file = FileChannel.open(cache)) {
      file.force(true);
      Files.writeString(note(), base());
      Files.setLastModifiedTime(note(), Files.getLastModifiedTime(cache));
    } catch (IOException _) {
      // Without the note the cache is tried each time.
    }
  }

  private Path note() {
    return cache.resolveSibling(cache.getFileName() + ".good");
  }

  /// What a cache fits to: a JDK, and jars and options of some time.
  private String base() throws IOException {
    return "%s %s %s%n".formatted(Installation.java(), Runtime.version(), built());
  }

  /// When it was built: the newest time of its jars and of the files that hold its options.
  Instant built() throws IOException {
    try (var jars = Files.list(jar.getParent())) {
      var files = new ArrayList<>(jars.toList());
      options.stream()
          .filter(option -> option.startsWith("@"))
          .forEach(option -> files.add(Path.of(option.substring(1))));
      var newest = Instant.EPOCH;
      for (Path file : files) {
        var time = Files.getLastModifiedTime(file).toInstant();
        newest = time.isAfter(newest) ? time : newest;
      }
      return newest;
    }
  }

  /// The JDK itself says so: it ends at once when told that it must use a cache that it cannot.
  private boolean taken() throws IOException {
    var command = new ArrayList<>(command(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache)));
    command.subList(command.indexOf("-jar"), command.size()).clear();
    command.addAll(List.of("-cp", jar.toString(), "-version"));
    return Processes.run(new ProcessBuilder(command)) == 0;
  }
}
