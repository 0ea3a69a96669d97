package dev.gazette.platform.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/// The process lives while it answers: a database that is locked is no reason to kill it.
@Singleton
@Liveness
final class ProcessIndicator implements HealthIndicator {

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(HealthResult.builder("process", HealthStatus.UP).build());
  }
}
