package dev.gazette.platform.timer;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job as a source of due times: its row moves on after each run. Each job is a source of its
/// own, so that a slow or failing one delays no other.
final class JobSource implements DueSource {

  private final Job job;
  private final Writer writer;

  JobSource(Job job, Writer writer) {
    this.job = job;
    this.writer = writer;
  }

  @Override
  public String name() {
    return job.name();
  }

  /// At once for a job that never ran. A new interval holds from the last run on.
  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return Optional.of(TimerStore.find(session, job.name()).map(this::due).orElse(Instant.EPOCH));
  }

  private Instant due(TimerStore.Due kept) {
    var ranAt = kept.ranAt();
    return ranAt == null || kept.interval().equals(job.interval())
        ? kept.due()
        : ranAt.plus(job.interval());
  }

  @Override
  public void run(Instant now) {
    try {
      job.run(now);
    } catch (RuntimeException failure) {
      record(now, String.valueOf(failure.getMessage()));
      throw failure;
    }
    record(now, null);
  }

  private void record(Instant now, @Nullable String failure) {
    writer
        .write(transaction -> {
          if (failure == null) {
            TimerStore.ran(transaction.session(), job.name(), job.interval(), now);
          } else {
            TimerStore.failed(transaction.session(), job.name(), job.interval(), now, failure);
          }
          return now;
        })
        .toCompletableFuture()
        .join();
  }
}
