package dev.gazette.platform.event;

import dev.gazette.platform.store.Readers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Tells watchers of new events. The newest ones are read once and kept, so that many watchers cost
/// one read; a watcher that lags reads the log itself, at its own pace.
public final class EventFeed {

  private static final int BATCH = 512;

  private final Readers readers;
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private volatile long head;
  private volatile Tail tail = new Tail(Long.MAX_VALUE, List.of());

  /// A feed of a service's log, from where it stands.
  public EventFeed(Readers readers) {
    this.readers = readers;
  }

  /// The newest rows that somebody read: consecutive, after a position.
  private record Tail(long after, List<Event> events) {}

  /// Tells that the log grew. Called after each commit; never blocks.
  public void advance(long position) {
    if (position > head) {
      head = position;
      waiting.forEach(LockSupport::unpark);
    }
  }

  /// The events after a position, oldest first, at most 512; empty when there are none yet. Call it
  /// on a virtual thread.
  public List<Event> after(long position) {
    var known = tail;
    if (position == known.after()) {
      return known.events();
    }
    var events = readers.readNow(session -> EventStore.after(session, position, BATCH));
    if (!events.isEmpty()) {
      tail = new Tail(position, events);
    }
    return events;
  }

  /// The newest position that was forgotten.
  long forgotten() {
    return readers.readNow(EventStore::forgotten);
  }

  /// Waits until the log grew beyond a position, the time is over, or something else unparks the
  /// thread.
  public void await(long position, long nanos) {
    var thread = Thread.currentThread();
    waiting.add(thread);
    try {
      if (head <= position) {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      waiting.remove(thread);
    }
  }
}
