package dev.gazette.platform.timer;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delays of one daemon thread, for as long as it is open.
final class DelayThread implements Delays, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DelayThread.class);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("delays").factory());

  DelayThread() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Delay after(Duration wait, Runnable then) {
    try {
      var scheduled = executor.schedule(() -> run(then), wait.toNanos(), TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException _) {
      return () -> {}; // Closed: nothing runs any more.
    }
  }

  private static void run(Runnable then) {
    try {
      then.run();
    } catch (RuntimeException failure) {
      LOG.error("Something that was due failed", failure);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
