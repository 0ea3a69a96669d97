package dev.gazette.platform.access;

import dev.gazette.platform.health.ReadinessPart;
import dev.gazette.platform.peer.Peers;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.timer.Delays;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceStub;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/// How a service has others vouch for its callers, as beans: auth for tokens, the board for child
/// tokens. Each of the two asks its own tables for what it vouches for.
@Factory
final class VouchingFactory {

  private static final String NAME = "micronaut.application.name";

  @Singleton
  @Requires(property = NAME, notEquals = "board")
  ChildVouching children(Peers peers, InstantSource clock) {
    return new RememberedChildren(
        () -> ChildTokenServiceGrpc.newStub(peers.channel(ServiceName.BOARD)), clock);
  }

  @Singleton
  @Requires(property = NAME, notEquals = "auth")
  TokenMemory tokenMemory(InstantSource clock) {
    return new TokenMemory(clock);
  }

  @Singleton
  @Requires(property = NAME, notEquals = "auth")
  Authenticator authenticator(Peers peers, TokenMemory memory, InstantSource clock) {
    return new RememberedAuthenticator(stub(peers), memory, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  @Requires(property = NAME, notEquals = "auth")
  Revocations revocations(Peers peers, TokenMemory memory, InstantSource clock, Delays delays) {
    return new Revocations(stub(peers), memory, clock, delays, new SecureRandom());
  }

  @Singleton
  @Requires(property = NAME, notEquals = "auth")
  ReadinessPart authPart(Revocations revocations) {
    return new AuthPart(revocations);
  }

  @Singleton
  @Requires(property = NAME, notEquals = "auth")
  ApplicationEventListener<StartupEvent> revocationsStart(Revocations revocations) {
    return _ -> revocations.start();
  }

  private static TokenServiceStub stub(Peers peers) {
    return TokenServiceGrpc.newStub(peers.channel(ServiceName.AUTH));
  }
}
