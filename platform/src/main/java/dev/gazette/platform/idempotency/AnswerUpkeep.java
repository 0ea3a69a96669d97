package dev.gazette.platform.idempotency;

import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.Batches;
import dev.gazette.platform.timer.Job;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Forgets answers that are no longer needed: those older than 24 h, and of each caller all but the
/// newest 100,000.
@Singleton
final class AnswerUpkeep implements Job {

  /// How many answers of one caller are kept.
  static final int KEPT_PER_CALLER = 100_000;

  private final Readers readers;
  private final Writer writer;
  private final int keptPerCaller;

  @Inject
  AnswerUpkeep(Readers readers, Writer writer) {
    this(readers, writer, KEPT_PER_CALLER);
  }

  AnswerUpkeep(Readers readers, Writer writer, int keptPerCaller) {
    this.readers = readers;
    this.writer = writer;
    this.keptPerCaller = keptPerCaller;
  }

  @Override
  public String name() {
    return "answers.forget";
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void run(Instant now) {
    var caller = callerAfter("");
    while (caller.isPresent()) {
      forget(caller.get(), now.minus(Answers.KEPT));
      caller = callerAfter(caller.get());
    }
  }

  private Optional<String> callerAfter(String caller) {
    return readers.readNow(session -> AnswerStore.callerAfter(session, caller));
  }

  /// Keeps answers of the same millisecond as the oldest that stays.
  private void forget(String caller, Instant old) {
    var oldest =
        readers
            .readNow(session -> AnswerStore.timeOf(session, caller, keptPerCaller - 1))
            .filter(old::isBefore)
            .orElse(old);
    Batches.run(writer, (session, most) -> AnswerStore.forget(session, caller, oldest, most));
  }
}
