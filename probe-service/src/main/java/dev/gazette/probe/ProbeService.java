package dev.gazette.probe;

import dev.gazette.platform.service.ServiceMain;
import dev.gazette.platform.service.ServiceName;

/// The probe service as a process of its own.
public final class ProbeService {

  private ProbeService() {}

  /// Starts it; it takes no arguments.
  public static void main(String... arguments) {
    ServiceMain.run(ServiceName.PROBE, arguments);
  }
}
