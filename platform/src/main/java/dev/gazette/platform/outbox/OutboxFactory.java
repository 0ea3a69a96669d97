package dev.gazette.platform.outbox;

import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.Delays;
import dev.gazette.platform.timer.Timer;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// A service's outbox, as beans. Handlers come to it at the start, so that they may themselves need
/// what intends.
@Factory
final class OutboxFactory {

  @Singleton
  Waiters waiters(Delays delays) {
    return new Waiters(delays);
  }

  @Singleton
  Carrier carrier(
      Database database,
      Writer writer,
      Readers readers,
      InstantSource clock,
      Timer timer,
      Delays delays,
      Waiters waiters) {
    return new Carrier(
        database.service(),
        writer,
        readers,
        clock,
        timer,
        delays,
        waiters,
        Thread::startVirtualThread,
        new SecureRandom());
  }

  @Singleton
  Outbox outbox(Readers readers, InstantSource clock, Carrier carrier, Waiters waiters) {
    return new Outbox(readers, clock, carrier, waiters);
  }

  @Singleton
  ApplicationEventListener<StartupEvent> outboxStart(
      Carrier carrier, List<IntentHandler> handlers) {
    return _ -> carrier.start(handlers);
  }
}
