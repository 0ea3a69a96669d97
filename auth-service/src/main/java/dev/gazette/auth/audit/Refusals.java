package dev.gazette.auth.audit;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Writer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts refusals into the audit, so that a flood of them neither fills the disk nor takes the
/// writer's time: in each clock minute the first 60 are written, then only each that doubles their
/// number, with how many there were.
@Singleton
public final class Refusals {

  /// How many of one minute are written one by one.
  static final int LISTED_PER_MINUTE = 60;

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Writer writer;
  private final InstantSource clock;
  private Instant minute = Instant.EPOCH;
  private long count;

  /// Refusals that go to the audit by this writer.
  public Refusals(Writer writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /// Adds what was refused. Completes with whether an entry is on disk, at once where none is
  /// written; never fails, because a refusal stays one when the disk is full.
  public CompletionStage<Boolean> add(Actor actor, String action, String subject, Refusal refusal) {
    long number = next();
    if (number > LISTED_PER_MINUTE && Long.bitCount(number) != 1) {
      return CompletableFuture.completedStage(false);
    }
    String detail =
        number > LISTED_PER_MINUTE
            ? "%s; %d refusals in this minute".formatted(refusal.reason().name(), number)
            : refusal.reason().name();
    return writer
        .write(transaction -> {
          Audit.refused(transaction, actor, action, subject, detail);
          return true;
        })
        .exceptionally(failure -> {
          LOG.warn("Cannot write a refusal into the audit: {}", failure.getMessage());
          return false;
        });
  }

  private synchronized long next() {
    var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    if (!now.equals(minute)) {
      minute = now;
      count = 0;
    }
    return ++count;
  }
}
