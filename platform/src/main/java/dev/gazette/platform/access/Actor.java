package dev.gazette.platform.access;

/// For whom a write is done, as operations see it.
///
/// @param name `owner`, a token's name, or a service
/// @param correlationId what all events of one user action share
/// @param cause the event that led to the write, `<origin>/<sequence>`; empty when a caller did
public record Actor(String name, String correlationId, String cause) {

  /// The owner of the home.
  public static final String OWNER = "owner";

  /// An actor whose write no event led to.
  public Actor(String name, String correlationId) {
    this(name, correlationId, "");
  }
}
