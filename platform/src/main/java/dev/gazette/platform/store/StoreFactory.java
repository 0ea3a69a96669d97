package dev.gazette.platform.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gazette.platform.event.EventFeed;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/// A service's store, as beans: the migrated database, its readers, its writer.
@Factory
final class StoreFactory {

  private static final int READERS = 4;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /// The readers' pool. It opens after the migrations, and is the source that Micronaut Data's
  /// repositories read from.
  @Singleton
  @Named("default")
  @Bean(preDestroy = "close")
  HikariDataSource readerPool(Database database) {
    Migrations.migrate(database);
    var config = new HikariConfig();
    config.setPoolName(database.service() + "-readers");
    config.setJdbcUrl(database.url());
    config.setDataSourceProperties(database.properties());
    config.setMaximumPoolSize(READERS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  @Singleton
  @Named("readers")
  @Bean(preDestroy = "close")
  ExecutorService readerThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("reader-", 0).factory());
  }

  @Singleton
  Readers readers(
      @Named("default") DataSource pool,
      Database database,
      @Named("readers") ExecutorService threads) {
    return new Readers(pool, database.dialect(), threads);
  }

  @Singleton
  EventFeed feed(Readers readers) {
    return new EventFeed(readers);
  }

  @Singleton
  @Bean(preDestroy = "close")
  CommitBell commitBell(Database database, Readers migrated, EventFeed feed) {
    return new CommitBell(database, feed::advance);
  }

  @Singleton
  ApplicationEventListener<StartupEvent> commitBellStart(CommitBell bell) {
    return _ -> bell.start();
  }

  /// The writer comes after the readers, whose pool migrated the database.
  @Singleton
  @Bean(preDestroy = "close")
  Writer writer(Database database, Readers migrated, EventFeed feed, InstantSource clock) {
    return new Writer(database, clock, new SecureRandom(), feed::advance);
  }
}
