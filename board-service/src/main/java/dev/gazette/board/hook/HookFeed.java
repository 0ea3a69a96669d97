package dev.gazette.board.hook;

import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventFeed;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.Timer;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the log for all hooks, on one virtual thread, and puts in line what they want. It writes
/// only when some hook wants something.
@Singleton
@Bean(preDestroy = "close")
public final class HookFeed implements ApplicationEventListener<StartupEvent>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HookFeed.class);

  /// How much of the log nobody may have wanted before it is noted how far that was: what comes
  /// after is not forgotten.
  private static final int FAR = 1_000;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EventFeed feed;
  private final Readers readers;
  private final Writer writer;
  private final Timer timer;
  private final Thread thread = Thread.ofVirtual().name("hook-feed").unstarted(this::run);
  private volatile boolean closed;
  private long noted;

  /// A follower of this log.
  public HookFeed(EventFeed feed, Readers readers, Writer writer, Timer timer) {
    this.feed = feed;
    this.readers = readers;
    this.writer = writer;
    this.timer = timer;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    thread.start();
  }

  private void run() {
    long position = -1;
    while (!closed) {
      try {
        position = position < 0 ? readers.readNow(HookFeed::start) : step(position);
      } catch (RuntimeException failure) {
        LOG.warn("Hooks wait: {}", failure.getMessage());
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
  }

  /// Where the hook that lags most was; the end of the log where there is none.
  private static long start(Session session) throws SQLException {
    long newest = EventStore.newest(session);
    return HookStore.list(session, Hooks.MOST).stream()
        .mapToLong(Hook::position)
        .min()
        .orElse(newest);
  }

  private long step(long position) {
    var events = feed.after(position);
    if (events.isEmpty()) {
      feed.await(position, Long.MAX_VALUE);
      return position;
    }
    long last = events.getLast().position();
    if (isWanted(events)) {
      writer.write(transaction -> Hooks.queue(transaction, events)).toCompletableFuture().join();
      timer.changed();
      noted = last;
    } else if (last - noted >= FAR) {
      writer.write(transaction -> Hooks.passed(transaction, last)).toCompletableFuture().join();
      noted = last;
    }
    return last;
  }

  private boolean isWanted(List<Event> events) {
    return readers.readNow(session -> HookStore.list(session, Hooks.MOST)).stream()
        .anyMatch(hook ->
            events.stream()
                .anyMatch(event -> event.position() > hook.position() && hook.wants(event)));
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
