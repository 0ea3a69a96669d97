package dev.gazette.platform.health;

import dev.gazette.platform.store.Writer;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The store is ready while its writer can write. Nobody may be writing, so it is tried as well: a
/// disk that is full shows within seconds, and so does one that is no longer.
@Singleton
final class StorePart implements ReadinessPart {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TROUBLED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Writer writer;
  private final AtomicLong triedNanos = new AtomicLong(System.nanoTime());

  StorePart(Writer writer) {
    this.writer = writer;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Optional<String> problem() {
    var problem = writer.problem();
    long last = triedNanos.get();
    long now = System.nanoTime();
    if (now - last >= (problem.isPresent() ? TROUBLED_NANOS : IDLE_NANOS)
        && triedNanos.compareAndSet(last, now)) {
      var _ = writer.prove();
    }
    return problem;
  }
}
