package dev.gazette.platform.clock;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The wall clock, as a bean. Secondary: a clock that a test registers stands before it.
@Factory
final class ClockFactory {

  @Singleton
  @Secondary
  InstantSource clock() {
    return InstantSource.system();
  }
}
