package dev.gazette.inference.chat;

import static dev.gazette.inference.error.InferenceReason.PROVIDER_BUSY;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets requests through to the provider, a few at once, the others in the order they came.
final class ProviderQueue {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final int concurrent;
  private final int waiting;
  private final Semaphore places;
  private final AtomicInteger present = new AtomicInteger();

  ProviderQueue(int concurrent, int waiting) {
    this.concurrent = concurrent;
    this.waiting = waiting;
    this.places = new Semaphore(concurrent, true);
  }

  /// Waits for a place, on a virtual thread; refuses with `PROVIDER_BUSY` when too many wait.
  Place enter() throws InterruptedException {
    if (present.incrementAndGet() > concurrent + waiting) {
      present.decrementAndGet();
      throw PROVIDER_BUSY
          .because(
              "The model server works on %d requests and %d wait already; try again in a moment,"
                  + " or raise gazette.inference.waiting-requests.",
              concurrent, waiting)
          .retryAfter(RETRY_AFTER);
    }
    try {
      places.acquire();
      return new Place();
    } catch (InterruptedException gone) {
      present.decrementAndGet();
      throw gone;
    }
  }

  /// A place at the provider, held until it is closed.
  final class Place implements AutoCloseable {
    private Place() {}

    @Override
    public void close() {
      places.release();
      present.decrementAndGet();
    }
  }
}
