package dev.gazette.platform.access;

import dev.gazette.platform.health.ReadinessPart;
import dev.gazette.platform.peer.Peers;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.timer.Delays;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceStub;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/// How a service has auth vouch for its callers, as beans. Auth itself has none of them: it brings
/// an authenticator that asks its own table.
@Factory
@Requires(property = "micronaut.application.name", notEquals = "auth")
final class VouchingFactory {

  @Singleton
  TokenMemory tokenMemory(InstantSource clock) {
    return new TokenMemory(clock);
  }

  @Singleton
  Authenticator authenticator(Peers peers, TokenMemory memory, InstantSource clock) {
    return new RememberedAuthenticator(stub(peers), memory, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Revocations revocations(Peers peers, TokenMemory memory, InstantSource clock, Delays delays) {
    return new Revocations(stub(peers), memory, clock, delays, new SecureRandom());
  }

  @Singleton
  ReadinessPart authPart(Revocations revocations) {
    return new AuthPart(revocations);
  }

  @Singleton
  ApplicationEventListener<StartupEvent> revocationsStart(Revocations revocations) {
    return _ -> revocations.start();
  }

  private static TokenServiceStub stub(Peers peers) {
    return TokenServiceGrpc.newStub(peers.channel(ServiceName.AUTH));
  }
}
