package dev.gazette.platform.event;

/// The part of the house that an event belongs to.
public enum Lane {
  /// Boards, cards, people.
  BUSINESS,
  /// Repositories and their managed files.
  DEVELOPMENT,
  /// Models and what they were asked.
  PRODUCTION,
  /// Tokens, audit, health, what the probe saw.
  MONITORING
}
