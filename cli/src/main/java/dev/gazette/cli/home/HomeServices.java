package dev.gazette.cli.home;

import dev.gazette.cli.connect.Readiness;
import dev.gazette.cli.target.Home;
import dev.gazette.cli.target.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/// The services of a home, where they told that they listen.
final class HomeServices {

  private final Home home;

  HomeServices(Home home) {
    this.home = home;
  }

  /// The HTTP addresses that the services told, by service.
  Map<Service, String> addresses() {
    var addresses = new LinkedHashMap<Service, String>();
    try {
      for (String line : Files.readAllLines(home.endpoints())) {
        for (var service : Service.values()) {
          if (line.startsWith(service.id() + ".http=")) {
            addresses.put(service, line.substring(line.indexOf('=') + 1));
          }
        }
      }
    } catch (IOException _) {
      // Nobody told yet.
    }
    return addresses;
  }

  /// Whether all five are ready.
  boolean all() {
    var addresses = addresses();
    return addresses.size() == Service.values().length
        && addresses.values().stream().allMatch(address -> Readiness.problem(address).isEmpty());
  }
}
