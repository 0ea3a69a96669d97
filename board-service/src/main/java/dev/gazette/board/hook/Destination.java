package dev.gazette.board.hook;

import java.net.InetSocketAddress;

/// Where a URL leads to, after a look at the addresses of its host.
sealed interface Destination {

  /// It may be called, there and nowhere else: the name is not asked for again.
  record At(InetSocketAddress address) implements Destination {}

  /// It is not called.
  record Refused(String why) implements Destination {}
}
