package dev.gazette.platform.event;

import dev.gazette.platform.config.PlatformSettings;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.Job;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Forgets events whose time is over and that nobody needs any more, oldest first and in small
/// batches, so that no other write waits long. What stays costs a read.
@Singleton
public final class EventUpkeep implements Job {

  private static final int BATCH = 500;

  private final Readers readers;
  private final Writer writer;
  private final Forgetting forgetting;
  private final Duration kept;

  @Inject
  EventUpkeep(
      Readers readers,
      Writer writer,
      ServiceName service,
      Settings settings,
      List<EventKeeper> keepers) {
    this(
        readers,
        writer,
        new Forgetting(service.id(), keepers),
        settings.get(PlatformSettings.HISTORY_KEPT));
  }

  /// The upkeep of a log.
  ///
  /// @param kept how long events are at least; zero for ever
  public EventUpkeep(Readers readers, Writer writer, Forgetting forgetting, Duration kept) {
    this.readers = readers;
    this.writer = writer;
    this.forgetting = forgetting;
    this.kept = kept;
  }

  @Override
  public String name() {
    return "events.forget";
  }

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public void run(Instant now) {
    if (kept.isZero()) {
      return;
    }
    var before = now.minus(kept);
    var page = page(0);
    while (!page.isEmpty()) {
      var old = page.stream().filter(event -> event.createTime().isBefore(before)).toList();
      forget(before, old);
      page = old.isEmpty() ? List.of() : page(page.getLast().position());
    }
  }

  private List<Past> page(long position) {
    return readers.readNow(session -> EventStore.past(session, position, BATCH));
  }

  private void forget(Instant before, List<Past> old) {
    if (!readers.readNow(session -> forgetting.going(session, before, old)).isEmpty()) {
      writer.write(tx -> forgetting.forget(tx, before, old)).toCompletableFuture().join();
    }
  }
}
