package dev.gazette.deploy;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.health.Readiness;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The board as a program, without the rest of the house: everybody is the owner, and it waits for
/// nobody to be ready.
final class BoardAlone {

  /// What it prints before its port, once it takes calls.
  static final String READY = "board at ";

  /// The argument with which it ends as soon as it is ready.
  static final String REHEARSAL = "rehearsal";

  private BoardAlone() {}

  /// Prints its port and waits to be killed.
  public static void main(String[] arguments) {
    var owner =
        new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);
    var running =
        new ServiceRunner(ServiceName.BOARD, Settings.load())
            .with(Authenticator.class, _ -> CompletableFuture.completedFuture(owner))
            .with(Readiness.class, new Readiness(List.of()))
            .start();
    System.out.println(READY + running.grpcPort());
    if (List.of(arguments).contains(REHEARSAL)) {
      running.close();
      System.exit(0);
    }
  }
}
