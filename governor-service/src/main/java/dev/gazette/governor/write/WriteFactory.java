package dev.gazette.governor.write;

import dev.gazette.governor.probe.ProbeFiles;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.outbox.IntentHandler;
import dev.gazette.platform.outbox.Outbox;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// What governed writes are made of, as beans.
@Factory
final class WriteFactory {

  @Singleton
  Vault vault(Home home) {
    return Vault.open(home.data(ServiceName.GOVERNOR).resolve("content.key"));
  }

  @Singleton
  Writes writes(Vault vault) {
    return new Writes(vault);
  }

  @Singleton
  IntentHandler carrier(ProbeFiles files, Writes writes, Writer writer, Readers readers) {
    return new WriteCarrier(files, writes, writer, readers);
  }

  @Singleton
  GovernedWrites governedWrites(
      Calls calls, Readers readers, Writer writer, Outbox outbox, Writes writes, ProbeFiles files) {
    return new GovernedWrites(calls, readers, writer, outbox, writes, files);
  }
}
