package dev.gazette.platform.service;

import dev.gazette.platform.config.PlatformSettings;
import dev.gazette.platform.config.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Makes sure of the ports before anything else starts.
final class Ports {

  private Ports() {}

  /// Refuses the start when somebody listens on a port already, naming who.
  static void requireFree(ServiceName service, String host, int port, int offset) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException failure) {
      throw StartRefused.because(
          "Cannot start %s: port %d on %s is %s. Stop that, or set %s (now %d) to move all ports.",
          service.id(),
          port,
          host,
          PortHolder.of(port)
              .map(holder -> "held by " + holder)
              .orElse("not to be had (" + failure.getMessage() + ")"),
          PlatformSettings.PORT_OFFSET.variable(),
          offset);
    }
  }
}
