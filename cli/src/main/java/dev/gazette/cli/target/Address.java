package dev.gazette.cli.target;

import dev.gazette.cli.error.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// A host and a port, as `HOST[:PORT]` names them; an IPv6 address stands in brackets.
///
/// @param host a name or an address
/// @param port 1 to 65535
public record Address(String host, int port) {

  private static final Pattern SHAPE =
      Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]\\s/]+)(:(?<port>\\d{1,5}))?");

  /// Reads an address.
  ///
  /// @param from who named it, for the sentence
  public static Address parse(String from, String text, int defaultPort) {
    var match = SHAPE.matcher(text.strip());
    if (!match.matches()) {
      throw Failure.usage(
          "%s %s is no address: write HOST or HOST:PORT, e.g. 127.0.0.1:50051.", from, text);
    }
    int port = match.group("port") == null ? defaultPort : Integer.parseInt(match.group("port"));
    if (port < 1 || port > 65_535) {
      throw Failure.usage("%s %s: the port must be 1 to 65535.", from, text);
    }
    String host = match.group("host");
    return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
  }

  /// Whether it is this machine, as far as its name tells: nothing is looked up.
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /// The address to connect to, looked up.
  public InetSocketAddress resolved() throws UnknownHostException {
    String known = host.equals("localhost") ? "127.0.0.1" : host;
    return new InetSocketAddress(InetAddress.getByName(known), port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
