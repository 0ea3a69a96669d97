package dev.gazette.platform.trust;

import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.ServiceVouching;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.KeyPair;
import java.time.InstantSource;

/// A service's own keys, and its trust in the others, as beans.
@Factory
final class TrustFactory {

  @Singleton
  KeyPair keys(Home home, ServiceName self) {
    return ServiceKeys.own(home, self);
  }

  @Singleton
  Trust trust(ServiceName self, KeyPair keys, Home home) {
    return new Trust(self, keys, home);
  }

  @Singleton
  CallTokens callTokens(Trust trust, InstantSource clock) {
    return new CallTokens(trust, clock);
  }

  @Singleton
  ServiceVouching vouching(CallTokens tokens) {
    return token -> {
      var call = tokens.verify(token);
      return Caller.service(call.issuer().id(), call.actor());
    };
  }
}
