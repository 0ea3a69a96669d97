package dev.gazette.governor.probe;

import dev.gazette.platform.peer.Peers;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.trust.Trust;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// The probe, as a bean.
@Factory
final class ProbeFactory {

  @Singleton
  ProbeClient probe(Peers peers, Trust trust) {
    return new ProbeClient(() -> peers.channel(ServiceName.PROBE), trust);
  }
}
