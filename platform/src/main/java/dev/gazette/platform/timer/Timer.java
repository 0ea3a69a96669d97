package dev.gazette.platform.timer;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Readers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one timer of a service. It asks every source what is due next, runs what is, and sleeps
/// until the earliest of the rest, or until it is told that something changed. What was missed
/// while the service was down is due at its start, and runs once.
public final class Timer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

  /// The longest sleep: a suspend or a step of the wall clock, which no sleep notices, delays
  /// nothing by more.
  static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  /// The sleep after the store could not be read.
  private static final Duration TROUBLED_SLEEP = Duration.ofSeconds(1);

  private final Readers readers;
  private final InstantSource clock;
  private final Delays delays;
  private final Executor threads;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile List<Watched> sources = List.of();
  private volatile Instant armed = Instant.MIN;
  private volatile boolean closed;
  private Delays.@Nullable Delay wake;

  /// A timer without sources.
  ///
  /// @param threads where sources run; each run may block its thread
  public Timer(Readers readers, InstantSource clock, Delays delays, Executor threads) {
    this.readers = readers;
    this.clock = clock;
    this.delays = delays;
    this.threads = threads;
  }

  /// Begins to watch sources.
  public void start(Collection<? extends DueSource> watched) {
    sources = watched.stream().map(Watched::new).toList();
    changed();
  }

  /// Tells that due times may have changed; the sources are asked again soon. Never blocks. A
  /// commit that made an event tells it by itself, within 50 ms.
  public void changed() {
    if (!closed && calls.getAndIncrement() == 0) {
      threads.execute(this::surveyUntilQuiet);
    }
  }

  /// Tells, after a commit, that something is due at a time: what must not wait those 50 ms. Costs
  /// nothing when an earlier wake-up stands.
  public void due(Instant time) {
    if (calls.get() > 0 || time.isBefore(armed)) {
      changed();
    }
  }

  /// One survey at a time; what changes during one leads to another.
  private void surveyUntilQuiet() {
    int heard;
    do {
      heard = calls.get();
      survey();
    } while (calls.addAndGet(-heard) > 0);
  }

  private void survey() {
    var now = clock.instant();
    var next = now.plus(LONGEST_SLEEP);
    for (var source : sources) {
      if (closed) {
        return;
      }
      var due = due(source, now);
      if (due.isPresent() && due.get().isAfter(now)) {
        next = due.get().isBefore(next) ? due.get() : next;
      } else if (due.isPresent()) {
        launch(source, now);
      }
    }
    arm(now, next);
  }

  private Optional<Instant> due(Watched source, Instant now) {
    try {
      return readers.readNow(source::due);
    } catch (RuntimeException failure) {
      LOG.warn("Cannot tell when {} is due next: {}", source.name(), failure.getMessage());
      return Optional.of(now.plus(TROUBLED_SLEEP));
    }
  }

  private void launch(Watched source, Instant now) {
    source.begin();
    threads.execute(() -> {
      try {
        source.run(now);
      } catch (Refusal refused) {
        LOG.warn("{} will be tried again: {}", source.name(), refused.sentence());
      } catch (RuntimeException failure) {
        LOG.error("{} failed and will be tried again", source.name(), failure);
      } finally {
        source.end(clock.instant());
        changed();
      }
    });
  }

  private void arm(Instant now, Instant next) {
    var earlier = wake;
    if (earlier != null) {
      earlier.cancel();
    }
    armed = next;
    wake = closed ? null : delays.after(Duration.between(now, next), this::changed);
  }

  /// Starts nothing any more. What runs goes on to its end.
  @Override
  public void close() {
    closed = true;
  }
}
