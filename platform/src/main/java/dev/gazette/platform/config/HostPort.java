package dev.gazette.platform.config;

/// Where something listens.
///
/// @param host a name or an address, IPv6 without brackets
/// @param port 1 to 65535
public record HostPort(String host, int port) {

  private static final int LAST_PORT = 65_535;

  /// Checks the bounds.
  public HostPort {
    if (host.isBlank() || port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("host:port with a port from 1 to 65535");
    }
  }

  /// Reads `host:port`, `[::1]:port`.
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("host:port, e.g. 127.0.0.1:50053");
    }
    try {
      String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
      return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("host:port with a port from 1 to 65535");
    }
  }

  /// Whether a host is this machine and nothing else, told without asking any name server.
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
