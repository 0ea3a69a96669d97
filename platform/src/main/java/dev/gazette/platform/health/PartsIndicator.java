package dev.gazette.platform.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/// Shows each readiness part in `/health` and `/health/readiness`, with what is wrong with it.
@Singleton
@io.micronaut.management.health.indicator.annotation.Readiness
final class PartsIndicator implements HealthIndicator {

  private final Readiness readiness;

  PartsIndicator(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    var parts = readiness.parts();
    var details = new LinkedHashMap<String, Map<String, String>>();
    parts.forEach((name, problem) ->
        details.put(
            name,
            problem.isEmpty()
                ? Map.of("status", HealthStatus.NAME_UP)
                : Map.of("status", HealthStatus.NAME_DOWN, "problem", problem)));
    boolean ready = parts.values().stream().allMatch(String::isEmpty);
    return Publishers.just(
        HealthResult.builder("parts", ready ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }
}
