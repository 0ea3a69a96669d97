package dev.gazette.cli.target;

import java.util.Locale;

/// The five services, in the order of their ports.
public enum Service {
  GOVERNOR(0),
  PROBE(1),
  BOARD(2),
  INFERENCE(3),
  AUTH(4);

  /// The gRPC port of the first service, unless a setting moves them all.
  public static final int FIRST_PORT = 50051;

  private final int place;

  Service(int place) {
    this.place = place;
  }

  /// Its id, e.g. `board`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its gRPC port, where the first one's is known.
  int port(int first) {
    return first + place;
  }
}
