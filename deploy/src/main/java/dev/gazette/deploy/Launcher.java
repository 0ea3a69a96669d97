package dev.gazette.deploy;

import dev.gazette.platform.service.ServiceMain;
import dev.gazette.platform.service.ServiceName;
import java.util.List;

/// The process that `gazette up` starts: all five services, each in a context of its own. Auth
/// comes first, because the others ask it; the board last, because it tails the others.
public final class Launcher {

  private static final List<ServiceName> ORDER =
      List.of(
          ServiceName.AUTH,
          ServiceName.PROBE,
          ServiceName.GOVERNOR,
          ServiceName.INFERENCE,
          ServiceName.BOARD);

  private Launcher() {}

  /// Starts them; SIGTERM ends them. It takes no arguments: settings come from the environment and
  /// the home.
  public static void main(String[] arguments) {
    ServiceMain.run(ORDER);
  }
}
