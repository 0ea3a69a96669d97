package dev.gazette.platform.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

/// The page that Prometheus reads.
@Controller("/prometheus")
final class PrometheusController {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private @Nullable ProcessMeters process;

  PrometheusController(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /// All meters in the Prometheus text format.
  @Get
  @Produces(TEXT)
  synchronized String scrape() {
    // Bound by the first reader: management beans would cost a start that nobody measures.
    if (process == null) {
      process = new ProcessMeters(registry);
    }
    return registry.scrape();
  }

  @PreDestroy
  synchronized void close() {
    if (process != null) {
      process.close();
    }
  }
}
