package dev.gazette.platform.timer;

import java.time.Duration;
import java.time.Instant;

/// Something that a service does again and again, e.g. forgetting old answers. A bean. Its next due
/// time is kept, so that a run that was missed is made up for, once.
public interface Job {

  /// Its name within the service, e.g. `answers.forget`.
  String name();

  /// How long after one run the next is due.
  Duration interval();

  /// Does it, on a virtual thread; may block. Done again after a crash in its midst. What it throws
  /// is logged and shown, and it is tried again with growing pauses.
  void run(Instant now);
}
