package dev.gazette.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Work in a closed loop: so many callers, each of which begins its next piece when the one before
/// has been answered. No thread waits; the answers drive it.
final class Load {

  private static final long LONGEST_MINUTES = 10;

  private final Work work;
  private final long[] nanos;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CountDownLatch callers;

  private Load(int callers, int pieces, Work work) {
    this.work = work;
    this.nanos = new long[pieces];
    this.callers = new CountDownLatch(callers);
  }

  /// A piece of work, e.g. a call: tells when it is over, with what went wrong or null.
  @FunctionalInterface
  interface Work {

    /// Begins the piece of a number.
    void begin(int piece, Consumer<Throwable> over);
  }

  /// What came of it.
  ///
  /// @param perSecond pieces a second
  /// @param nanos that each piece took
  record Outcome(double perSecond, long[] nanos) {

    /// Of the pieces, in milliseconds.
    Spread latency() {
      return Spread.ofNanos(nanos);
    }
  }

  /// Works off all pieces; the first failure ends it all.
  static Outcome run(int callers, int pieces, Work work) throws InterruptedException {
    var load = new Load(callers, pieces, work);
    long start = System.nanoTime();
    for (int caller = 0; caller < callers; caller++) {
      load.step();
    }
    boolean ended = load.callers.await(LONGEST_MINUTES, TimeUnit.MINUTES);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!ended || load.failure.get() != null) {
      throw new IllegalStateException("The load did not get through", load.failure.get());
    }
    return new Outcome(pieces / seconds, load.nanos);
  }

  private void step() {
    int piece = next.getAndIncrement();
    if (piece >= nanos.length) {
      callers.countDown();
      return;
    }
    long start = System.nanoTime();
    work.begin(
        piece,
        failed -> {
          nanos[piece] = System.nanoTime() - start;
          if (failed == null) {
            step();
          } else {
            failure.compareAndSet(null, failed);
            next.set(nanos.length);
            callers.countDown();
          }
        });
  }
}
