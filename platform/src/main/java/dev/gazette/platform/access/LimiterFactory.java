package dev.gazette.platform.access;

import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// How often tokens may call, as beans.
@Factory
final class LimiterFactory {

  @Singleton
  @Bean(preDestroy = "close")
  DayCounts dayCounts(Readers readers, Writer writer, InstantSource clock) {
    return new DayCounts(readers, writer, clock);
  }

  @Singleton
  Limiter limiter(Database database, InstantSource clock, DayCounts days) {
    return new TokenLimiter(database.service(), clock, new MinuteCounts(), days);
  }
}
