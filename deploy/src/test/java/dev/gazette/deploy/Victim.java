package dev.gazette.deploy;

import java.nio.file.Path;

/// What is killed in the middle of its work and started again.
interface Victim {

  /// Starts it; returns when it takes calls.
  void start();

  /// Ends it with `kill -9`.
  void kill();

  /// The port of the board's gRPC server.
  int boardPort();

  /// The secret to call with.
  String token();

  /// The home it works in.
  Path home();
}
