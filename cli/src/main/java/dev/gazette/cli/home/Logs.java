package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the log of the services: its last lines and, if asked, each new one. A log that rolls over
/// is followed.
@Command(
    name = "logs",
    description = "Show the log of the services.",
    footer = {"", "Examples:", "  gazette logs --lines 100", "  gazette logs --follow"})
public final class Logs implements Verb {

  private static final int LONGEST_TAIL = 1 << 20;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many: 50 unless told.")
  int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with each new line, until interrupted.")
  boolean follow;

  @Override
  public void run(Session session) {
    Path log = Home.of(session.around()).folder().resolve("logs").resolve("gazette.log");
    if (!Files.exists(log)) {
      throw Failure.because(
          Exit.NOT_FOUND,
          "LOG_NOT_FOUND",
          "There is no log at %s: start Gazette with `gazette up`.",
          log);
    }
    try {
      long position = tail(log, session.out());
      while (follow) {
        position = more(log, position, session.out());
        Processes.pause();
      }
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "LOG_NOT_READ", "Cannot read %s: %s.", log, failure.getMessage());
    }
  }

  private long tail(Path log, Output out) throws IOException {
    long size = Files.size(log);
    var last = read(log, Math.max(0, size - LONGEST_TAIL), size).lines().toList();
    print(last.subList(Math.max(0, last.size() - Math.max(0, lines)), last.size()), out);
    return size;
  }

  private static long more(Path log, long position, Output out) throws IOException {
    long size = Files.size(log);
    long from = size < position ? 0 : position;
    if (size == from) {
      return size;
    }
    String text = read(log, from, Math.min(size, from + LONGEST_TAIL));
    int end = text.lastIndexOf('\n') + 1;
    print(text.substring(0, end).lines().toList(), out);
    return from + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
  }

  private static void print(List<String> lines, Output out) {
    for (String line : lines) {
      out.next(Map.of("line", line), line, Text.line(line));
    }
  }

  private static String read(Path log, long from, long to) throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      var bytes = new byte[(int) (to - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
