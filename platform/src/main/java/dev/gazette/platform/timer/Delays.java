package dev.gazette.platform.timer;

import java.time.Duration;

/// Runs things after a while: the only place of the platform that waits for time to pass, so that a
/// test can move it by hand.
public interface Delays {

  /// Runs something once, after a wait, on a thread that it must not block.
  Delay after(Duration wait, Runnable then);

  /// Something that will run.
  interface Delay {

    /// Makes it not run, unless it has begun.
    void cancel();
  }
}
