package dev.gazette.board.hook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/// Keeps hooks from reaching into the machine and its network: a URL is called only if every
/// address of its host is public (by the special-purpose registries of IANA, RFC 6890), or the
/// owner allowed the host. Asked before each call, for names may change their addresses; the JVM
/// keeps an answer for some 30 s, so that the call goes where the check looked.
final class PublicAddresses {

  private final Set<String> allowed;

  PublicAddresses(Set<String> allowed) {
    this.allowed = allowed;
  }

  /// Why a URL is not called; empty when it may be.
  Optional<String> refusal(URI url) {
    String host = url.getHost();
    if (allowed.contains(host) || allowed.contains(host + ":" + url.getPort())) {
      return Optional.empty();
    }
    try {
      for (var address : InetAddress.getAllByName(host)) {
        if (isPrivate(address)) {
          return Optional.of(
              "%s is at %s, which is no public address; the owner of the machine may allow it in GAZETTE_BOARD_HOOK_ALLOW"
                  .formatted(host, address.getHostAddress()));
        }
      }
      return Optional.empty();
    } catch (UnknownHostException _) {
      return Optional.of("nobody knows a host " + host);
    }
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
