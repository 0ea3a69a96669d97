package dev.gazette.board.hook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/// Keeps hooks from reaching into the machine and its network: a URL is called only if every
/// address of its host is public (by the special-purpose registries of IANA, RFC 6890), or the
/// owner allowed the host. Asked before each call, for names may change their addresses; the call
/// goes to an address that was looked at, never to what the name may say next.
final class PublicAddresses {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Set<String> allowed;
  private final Names names;

  PublicAddresses(Set<String> allowed, Names names) {
    this.allowed = allowed;
    this.names = names;
  }

  /// Tells the addresses of hosts.
  @FunctionalInterface
  interface Names {

    /// Those of one; at least one.
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /// The port that a URL names, or that of its scheme.
  static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return Post.isSecure(url) ? HTTPS_PORT : HTTP_PORT;
  }

  /// Where a URL is called, or why it is not.
  Destination look(URI url) {
    String host = url.getHost();
    try {
      var addresses = names.addresses(host);
      for (var address : addresses) {
        if (isPrivate(address) && !isAllowed(url)) {
          return new Destination.Refused(
              "%s is at %s, which is no public address; the owner of the machine may allow it in GAZETTE_BOARD_HOOK_ALLOW"
                  .formatted(host, address.getHostAddress()));
        }
      }
      return new Destination.At(new InetSocketAddress(addresses[0], port(url)));
    } catch (UnknownHostException _) {
      return new Destination.Refused("nobody knows a host " + host);
    }
  }

  private boolean isAllowed(URI url) {
    return allowed.contains(url.getHost()) || allowed.contains(url.getHost() + ":" + url.getPort());
  }

  static boolean isPrivate(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet6Address ? isSpecial6(address) : isSpecial4(address));
  }

  /// "This network", shared and benchmarking space, and what is reserved.
  private static boolean isSpecial4(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return first == 0
        || (first == 100 && second >= 64 && second < 128)
        || (first == 192 && second == 0 && bytes[2] == 0)
        || (first == 198 && (second == 18 || second == 19))
        || first >= 240;
  }

  /// Unique local addresses, and those that embed an IPv4 address.
  private static boolean isSpecial6(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    return uniqueLocal || translated || sixToFour;
  }
}
