package dev.gazette.board.hook;

/// How far a delivery got.
enum DeliveryState {
  /// It waits for its next attempt.
  PENDING,
  /// The receiver took it.
  DELIVERED,
  /// It was given up; `redeliver` puts it in line again.
  DEAD
}
