package dev.gazette.governor;

import dev.gazette.platform.service.ServiceMain;
import dev.gazette.platform.service.ServiceName;

/// The governor service as a process of its own.
public final class GovernorService {

  private GovernorService() {}

  /// Starts it; it takes no arguments.
  public static void main(String... arguments) {
    ServiceMain.run(ServiceName.GOVERNOR, arguments);
  }
}
