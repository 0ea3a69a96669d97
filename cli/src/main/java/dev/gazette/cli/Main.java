package dev.gazette.cli;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.process.Surroundings;
import java.util.List;

/// The process: `gazette VERB …`.
public final class Main {

  private Main() {}

  /// Runs one command and exits with its code. The version is answered before anything else loads.
  public static void main(String[] arguments) {
    if (arguments.length == 1 && Version.isAskedBy(arguments[0])) {
      Version.print();
      Runtime.getRuntime().halt(Exit.OK.code());
    }
    QuickStart.set();
    // Not System.exit, which sets up the JDK's logging to tell of itself: 20 ms of each command.
    Runtime.getRuntime().halt(new Cli(Surroundings.ofProcess()).run(List.of(arguments)));
  }
}
