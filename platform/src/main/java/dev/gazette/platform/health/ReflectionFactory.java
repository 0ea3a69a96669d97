package dev.gazette.platform.health;

import io.grpc.BindableService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Server reflection (`grpc.reflection.v1`), by which generic clients learn our services.
@Factory
final class ReflectionFactory {

  @Singleton
  BindableService reflection() {
    return ProtoReflectionServiceV1.newInstance();
  }
}
