package dev.gazette.platform.error;

import io.grpc.Status.Code;

/// A reason that another service gave: known by name only.
///
/// @param name the reason's name on the wire
/// @param code the gRPC status it came as
public record ForeignReason(String name, Code code) implements Reason {

  /// The reason of a name: the shared one, where there is one.
  public static Reason named(String name, Code code) {
    for (var reason : PlatformReason.values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    return new ForeignReason(name, code);
  }

  @Override
  public String meaning() {
    return "A reason of another service; its own list says more.";
  }
}
