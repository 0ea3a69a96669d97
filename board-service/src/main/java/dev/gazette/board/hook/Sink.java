package dev.gazette.board.hook;

import java.net.URI;

/// What takes deliveries.
sealed interface Sink {

  /// A server that is sent each delivery.
  ///
  /// @param url an `http` or `https` URL without user and fragment
  record Url(URI url) implements Sink {}

  /// A command of this machine that is started for each delivery.
  ///
  /// @param name what the settings call it
  record Command(String name) implements Sink {}
}
