package dev.gazette.cli;

/// The configuration of the JDK's logging, as `java.util.logging.config.class` takes it: none. What
/// goes wrong is told by the command in one sentence, and libraries have nothing to add to it.
public final class NoLogs {

  /// Configures nothing, which is no handler at all.
  public NoLogs() {}
}
