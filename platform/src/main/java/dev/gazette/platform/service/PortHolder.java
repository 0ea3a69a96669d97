package dev.gazette.platform.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds which process listens on a port, as far as Linux tells this user: the socket's inode from
/// `/proc/net/tcp`, its owner from the open files of the processes.
final class PortHolder {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int ADDRESS_COLUMN = 1;
  private static final int STATE_COLUMN = 3;
  private static final int INODE_COLUMN = 9;

  private PortHolder() {}

  /// The holder in words, e.g. `process 4711 (java)`.
  static Optional<String> of(int port) {
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(table -> inode(PROC.resolve(table), port).stream())
        .flatMap(inode -> process(inode).stream())
        .findFirst()
        .map(PortHolder::words);
  }

  private static Optional<String> inode(Path table, int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try (var lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(columns ->
              columns.length > INODE_COLUMN
                  && columns[ADDRESS_COLUMN].endsWith(suffix)
                  && columns[STATE_COLUMN].equals(LISTENING))
          .map(columns -> columns[INODE_COLUMN])
          .findFirst();
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty();
    }
  }

  private static Optional<ProcessHandle> process(String inode) {
    String socket = "socket:[" + inode + "]";
    return ProcessHandle.allProcesses().filter(process -> holds(process, socket)).findFirst();
  }

  private static boolean holds(ProcessHandle process, String socket) {
    try (var files = Files.list(PROC.resolve(Long.toString(process.pid())).resolve("fd"))) {
      return files.anyMatch(file -> target(file).equals(socket));
    } catch (IOException | UncheckedIOException _) {
      return false; // Another user's, or gone meanwhile.
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static String words(ProcessHandle process) {
    String command =
        process.info().command().map(path -> Path.of(path).getFileName().toString()).orElse("?");
    return "process " + process.pid() + " (" + command + ")";
  }
}
