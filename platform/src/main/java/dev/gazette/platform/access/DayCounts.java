package dev.gazette.platform.access;

import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The calls of each token on the UTC day. Counted in memory and written after the fact: what one
/// commit takes to the disk, a few milliseconds of calls, is the most that a crash forgets. At most
/// one write per token is under way; calls that come meanwhile are added by the next.
final class DayCounts implements AutoCloseable {

  /// How many tokens are held in memory. For others the count is known again with the first write.
  static final int BOUND = 10_000;

  private final Writer writer;
  private final Map<String, Count> counts = new ConcurrentHashMap<>();
  private final AtomicLong keptFrom = new AtomicLong();

  /// The counts of this day so far.
  DayCounts(Readers readers, Writer writer, InstantSource clock) {
    this.writer = writer;
    long today = TimeUnit.MILLISECONDS.toDays(clock.millis());
    readers
        .readNow(session -> CallCountStore.of(session, today, BOUND))
        .forEach(
            kept -> counts.put(kept.tokenId(), new Count(kept.tokenId(), today, kept.calls())));
  }

  /// Whether fewer calls than the limit were counted on a day.
  boolean hasRoom(String tokenId, long day, int limit) {
    var count = counts.get(tokenId);
    return count == null || !count.holds(day) || count.hasRoom(limit);
  }

  /// Counts a call, if fewer than the limit were counted on the day.
  boolean admit(String tokenId, long day, int limit) {
    return count(tokenId, day).admit(limit);
  }

  private Count count(String tokenId, long day) {
    var known = counts.get(tokenId);
    if (known != null && known.holds(day)) {
      return known;
    }
    if (known == null && counts.size() >= BOUND) {
      counts.values().removeIf(Count::idle);
    }
    return counts.compute(
        tokenId,
        (_, found) -> found != null && found.holds(day) ? found : new Count(tokenId, day, 0));
  }

  /// Writes what was not written yet; the writer's own end waits for it.
  @Override
  public void close() {
    counts.values().forEach(Count::write);
  }

  private void forgetBefore(long day) {
    if (keptFrom.getAndSet(day) < day) {
      writer.write(transaction -> {
        CallCountStore.forget(transaction.session(), day);
        return day;
      });
    }
  }

  /// One token's calls on one day.
  private final class Count {
    private final String tokenId;
    private final long day;
    private int calls;
    private int unwritten;
    private boolean writing;

    Count(String tokenId, long day, int calls) {
      this.tokenId = tokenId;
      this.day = day;
      this.calls = calls;
    }

    /// Also when the clock went back over midnight: the day would be given twice otherwise.
    boolean holds(long now) {
      return day == now || day == now + 1;
    }

    synchronized boolean hasRoom(int limit) {
      return calls < limit;
    }

    synchronized boolean idle() {
      return !writing && unwritten == 0;
    }

    boolean admit(int limit) {
      synchronized (this) {
        if (calls >= limit) {
          return false;
        }
        calls++;
        unwritten++;
        if (writing) {
          return true;
        }
        writing = true;
      }
      write();
      return true;
    }

    void write() {
      int added = take();
      if (added > 0) {
        forgetBefore(day - 1);
        writer
            .write(transaction -> CallCountStore.add(transaction.session(), tokenId, day, added))
            .whenComplete((sum, failure) -> {
              if (failure == null) {
                written(sum);
              } else {
                unwritten(added);
              }
            });
      }
    }

    private synchronized int take() {
      int added = unwritten;
      unwritten = 0;
      return added;
    }

    /// The sum holds also what other replicas, or this one before a restart, counted.
    private void written(int sum) {
      synchronized (this) {
        calls = Math.max(calls, sum + unwritten);
        if (unwritten == 0) {
          writing = false;
          return;
        }
      }
      write();
    }

    /// The next call tries again.
    private synchronized void unwritten(int added) {
      unwritten += added;
      writing = false;
    }
  }
}
