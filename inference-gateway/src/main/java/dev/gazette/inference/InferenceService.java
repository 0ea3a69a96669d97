package dev.gazette.inference;

import dev.gazette.platform.service.ServiceMain;
import dev.gazette.platform.service.ServiceName;

/// The inference gateway as a process of its own.
public final class InferenceService {

  private InferenceService() {}

  /// Starts it; it takes no arguments.
  public static void main(String... arguments) {
    ServiceMain.run(ServiceName.INFERENCE, arguments);
  }
}
