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
    quicken();
    // Not System.exit, which sets up the JDK's logging to tell of itself: 20 ms of each command.
    Runtime.getRuntime().halt(new Cli(Surroundings.ofProcess()).run(List.of(arguments)));
  }

  /// Spares the parts of Netty's and the console's start that one call on loopback has no use for:
  /// reading every network card for a machine id, pooled arenas, leak samples, a line editor.
  static void quicken() {
    String netty = "io.grpc.netty.shaded.io.netty.";
    System.setProperty(netty + "machineId", "00:00:00:00:00:00");
    System.setProperty(netty + "processId", "1");
    System.setProperty(netty + "allocator.type", "unpooled");
    System.setProperty(netty + "leakDetection.level", "disabled");
    System.setProperty(netty + "noKeySetOptimization", "true");
    System.setProperty("jdk.console", "java.base");
  }
}
