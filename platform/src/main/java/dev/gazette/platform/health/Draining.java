package dev.gazette.platform.health;

/// What keeps callers waiting on purpose: it lets go of them when the service is about to end, so
/// that they go on elsewhere.
public interface Draining {

  /// Refuses those who wait with `SHUTTING_DOWN`, and whoever comes later.
  void drain();
}
