package dev.gazette.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.health.Readiness;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The board as a program whose clock runs fast, without the rest of the house: everybody is the
/// owner, and it waits for nobody to be ready. Prints its port; for each line that it reads it
/// collects its garbage and prints how many bytes of its heap are left; ends with its input.
final class SoakedBoard {

  private SoakedBoard() {}

  /// Takes how many times faster the clock runs.
  public static void main(String[] arguments) throws IOException {
    var owner =
        new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);
    try (var running =
            new ServiceRunner(ServiceName.BOARD, Settings.load())
                .with(InstantSource.class, new FastClock(Integer.parseInt(arguments[0])))
                .with(Authenticator.class, _ -> CompletableFuture.completedFuture(owner))
                .with(Readiness.class, new Readiness(List.of()))
                .start();
        var asked = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
      System.out.println(running.grpcPort());
      while (asked.readLine() != null) {
        System.gc();
        System.out.println(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      }
    }
    System.exit(0);
  }
}
