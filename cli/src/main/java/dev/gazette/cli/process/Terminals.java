package dev.gazette.cli.process;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which standard streams are a terminal.
///
/// @param in a person types
/// @param out a person reads
/// @param err a person reads what goes wrong
public record Terminals(boolean in, boolean out, boolean err) {

  /// No stream is one.
  public static final Terminals NONE = new Terminals(false, false, false);

  /// Those of this process.
  static Terminals ofProcess() {
    return new Terminals(isTerminal(0), isTerminal(1), isTerminal(2));
  }

  /// Linux tells what each stream is; elsewhere the JDK tells of input and output together.
  private static boolean isTerminal(int stream) {
    var link = Path.of("/proc/self/fd/" + stream);
    try {
      String device = Files.readSymbolicLink(link).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException _) {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }
}
