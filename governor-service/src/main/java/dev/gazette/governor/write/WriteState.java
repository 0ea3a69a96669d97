package dev.gazette.governor.write;

import java.util.Locale;

/// How a recorded write went.
enum WriteState {
  /// Decided and recorded, not yet confirmed by the probe.
  PENDING,
  /// On disk.
  WRITTEN,
  /// Refused by the probe or given up.
  FAILED,
  /// Was on disk, and has been undone.
  UNDONE;

  /// The state as events tell it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
