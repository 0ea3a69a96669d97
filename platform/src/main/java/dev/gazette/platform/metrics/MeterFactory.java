package dev.gazette.platform.metrics;

import dev.gazette.platform.service.ServiceName;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// The registry of one service: all its meters carry the tag `service`.
@Factory
final class MeterFactory {

  @Singleton
  @Bean(preDestroy = "close")
  PrometheusMeterRegistry registry(ServiceName service) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("service", service.id());
    return registry;
  }
}
