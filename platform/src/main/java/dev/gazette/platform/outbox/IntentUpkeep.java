package dev.gazette.platform.outbox;

import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.Batches;
import dev.gazette.platform.timer.Job;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/// Forgets intents that ended 24 h ago: no repeat of the request that made them is answered any
/// more.
@Singleton
final class IntentUpkeep implements Job {

  private static final Duration KEPT = Duration.ofHours(24);

  private final Writer writer;

  IntentUpkeep(Writer writer) {
    this.writer = writer;
  }

  @Override
  public String name() {
    return "intents.forget";
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run(Instant now) {
    var old = now.minus(KEPT);
    Batches.run(writer, (session, most) -> IntentStore.forget(session, old, most));
  }
}
