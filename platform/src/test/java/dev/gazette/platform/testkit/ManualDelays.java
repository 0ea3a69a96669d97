package dev.gazette.platform.testkit;

import dev.gazette.platform.timer.Delays;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Delays that pass when a test says so, together with its clock. What is due runs on the test's
/// thread.
public final class ManualDelays implements Delays {

  private final PinnedClock clock;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::number));
  private long number;

  /// Delays by a clock.
  public ManualDelays(PinnedClock clock) {
    this.clock = clock;
  }

  private record Entry(Instant due, long number, Runnable then) {}

  @Override
  public synchronized Delay after(Duration wait, Runnable then) {
    var entry = new Entry(clock.instant().plus(wait), number++, then);
    entries.add(entry);
    return () -> cancel(entry);
  }

  private synchronized void cancel(Entry entry) {
    entries.remove(entry);
  }

  /// How long until something runs; empty when nothing waits.
  public synchronized Optional<Duration> next() {
    return Optional.ofNullable(entries.peek())
        .map(entry -> Duration.between(clock.instant(), entry.due()));
  }

  /// Lets time pass: moves the clock from one due time to the next, and runs what is due.
  public void advance(Duration by) {
    var end = clock.instant().plus(by);
    for (var entry = due(end); entry.isPresent(); entry = due(end)) {
      moveTo(entry.get().due());
      entry.get().then().run();
    }
    moveTo(end);
  }

  private synchronized Optional<Entry> due(Instant end) {
    var first = entries.peek();
    return first == null || first.due().isAfter(end)
        ? Optional.empty()
        : Optional.ofNullable(entries.poll());
  }

  private void moveTo(Instant time) {
    if (time.isAfter(clock.instant())) {
      clock.advance(Duration.between(clock.instant(), time));
    }
  }
}
