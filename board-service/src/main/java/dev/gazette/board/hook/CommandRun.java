package dev.gazette.board.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A run of a command with a body on its standard input. The body lies in a file, not in a pipe: a
/// command that does not read cannot hold who would write to it.
final class CommandRun {

  private CommandRun() {}

  /// Runs it; why it did not end well, or empty when it did. Blocks no longer than it may take:
  /// then it is ended, with all that it started.
  static Optional<String> run(List<String> command, String body, Duration longest)
      throws IOException, InterruptedException {
    var process = start(command, body);
    if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      var started = process.descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
      return Optional.of("the command took longer than %d s".formatted(longest.toSeconds()));
    }
    int code = process.exitValue();
    return code == 0 ? Optional.empty() : Optional.of("the command exited with " + code);
  }

  /// The command holds the file open, so that its name may go at once.
  private static Process start(List<String> command, String body) throws IOException {
    Path input = Files.createTempFile("gazette-hook-", ".json");
    try {
      Files.writeString(input, body, StandardCharsets.UTF_8);
      return new ProcessBuilder(command)
          .redirectInput(input.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } finally {
      Files.delete(input);
    }
  }
}
