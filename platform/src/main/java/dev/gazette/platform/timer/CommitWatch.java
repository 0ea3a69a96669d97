package dev.gazette.platform.timer;

import dev.gazette.platform.event.EventFeed;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Readers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the timer of commits, so that no feature has to: every change of state appends an event,
/// and one that brought an earlier due time is no exception. At most 20 times a second, however
/// many commits there are.
final class CommitWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitWatch.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long FOREVER = Long.MAX_VALUE;
  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final EventFeed feed;
  private final Readers readers;
  private final Timer timer;
  private final Thread thread = Thread.ofVirtual().name("commit-watch").unstarted(this::run);
  private volatile boolean closed;

  CommitWatch(EventFeed feed, Readers readers, Timer timer) {
    this.feed = feed;
    this.readers = readers;
    this.timer = timer;
  }

  void start() {
    thread.start();
  }

  private void run() {
    long newest = 0;
    while (!closed) {
      feed.await(newest, FOREVER);
      LockSupport.parkNanos(this, PAUSE_NANOS);
      newest = newest(newest);
      timer.changed();
    }
  }

  private long newest(long before) {
    try {
      return readers.readNow(EventStore::newest);
    } catch (RuntimeException failure) {
      LOG.debug("The log cannot be read", failure);
      return before;
    }
  }

  /// Ends the watch; afterwards it reads no more.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
