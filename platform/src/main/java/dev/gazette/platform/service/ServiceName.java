package dev.gazette.platform.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One of the five services, and the ports it listens on.
public enum ServiceName {
  /// Decides.
  GOVERNOR(50051, 8051),
  /// Acts.
  PROBE(50052, 8052),
  /// Records.
  BOARD(50053, 8000),
  /// Phrases.
  INFERENCE(50054, 8054),
  /// Vouches.
  AUTH(50055, 8055);

  private final String id = name().toLowerCase(Locale.ROOT);
  private final int grpcPort;
  private final int httpPort;

  ServiceName(int grpcPort, int httpPort) {
    this.grpcPort = grpcPort;
    this.httpPort = httpPort;
  }

  /// The name in events, tokens, folders and settings, e.g. `board`.
  public String id() {
    return id;
  }

  /// The port of its gRPC server in a home whose ports are moved by an offset.
  public int grpcPort(int offset) {
    return grpcPort + offset;
  }

  /// The port of its HTTP server in a home whose ports are moved by an offset.
  public int httpPort(int offset) {
    return httpPort + offset;
  }

  /// The package that its beans lie in.
  public String packageName() {
    return "dev.gazette." + id;
  }

  /// The service of an id.
  public static Optional<ServiceName> of(String id) {
    return Arrays.stream(values()).filter(name -> name.id.equals(id)).findFirst();
  }
}
