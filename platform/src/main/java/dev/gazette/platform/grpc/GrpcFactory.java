package dev.gazette.platform.grpc;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.ChildVouching;
import dev.gazette.platform.access.Limiter;
import dev.gazette.platform.access.ServiceVouching;
import dev.gazette.platform.idempotency.Answers;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// What every gRPC server of Gazette is made of, as beans.
@Factory
final class GrpcFactory {

  @Singleton
  Calls calls(Writer writer, Readers readers, Answers answers) {
    return new Calls(writer, readers, answers);
  }

  @Singleton
  Admission admission(
      Authenticator authenticator,
      ChildVouching children,
      ServiceVouching vouching,
      Limiter limiter) {
    return new Admission(authenticator, children, vouching, limiter);
  }

  @Singleton
  @Bean(preDestroy = "close")
  CallChain chain(Admission admission, MeterRegistry registry, InstantSource clock) {
    return new CallChain(admission, registry, clock);
  }
}
