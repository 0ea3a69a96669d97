package dev.gazette.board.hook;

import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.Batches;
import dev.gazette.platform.timer.Job;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/// Forgets deliveries that ended seven days ago.
@Singleton
final class HookUpkeep implements Job {

  private static final Duration KEPT = Duration.ofDays(7);

  private final Writer writer;

  HookUpkeep(Writer writer) {
    this.writer = writer;
  }

  @Override
  public String name() {
    return "deliveries.forget";
  }

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public void run(Instant now) {
    var old = now.minus(KEPT);
    Batches.run(writer, (session, most) -> DeliveryStore.forget(session, old, most));
  }
}
