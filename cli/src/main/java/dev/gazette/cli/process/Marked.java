package dev.gazette.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes that were started with a variable in their environment, wherever in the tree of
/// processes they went since: what detached itself kept it. Linux tells, of those of the same user;
/// elsewhere none are found.
final class Marked {

  private static final String END = "\0";

  private Marked() {}

  /// Those whose variable has a value, which nobody else's has.
  static Stream<ProcessHandle> processes(String variable, String value) {
    var mark = variable + "=" + value;
    var bytes = new String(mark.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return ProcessHandle.allProcesses()
        .filter(process ->
            environment(process.pid())
                .filter(all -> (END + all).contains(END + bytes + END))
                .isPresent());
  }

  /// As it was at the process's start; empty where it cannot be read.
  private static Optional<String> environment(long pid) {
    var file = Path.of("/proc", Long.toString(pid), "environ");
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
