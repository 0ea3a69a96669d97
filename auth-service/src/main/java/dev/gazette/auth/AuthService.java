package dev.gazette.auth;

import dev.gazette.platform.service.ServiceMain;
import dev.gazette.platform.service.ServiceName;

/// The auth service as a process of its own.
public final class AuthService {

  private AuthService() {}

  /// Starts it; it takes no arguments.
  public static void main(String... arguments) {
    ServiceMain.run(ServiceName.AUTH, arguments);
  }
}
