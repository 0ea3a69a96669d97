package dev.gazette.platform.timer;

import dev.gazette.platform.event.EventFeed;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// A service's timer, as beans. It starts with the context, watching every source and job that is a
/// bean.
@Factory
final class TimerFactory {

  @Singleton
  @Bean(preDestroy = "close")
  DelayThread delays() {
    return new DelayThread();
  }

  @Singleton
  @Bean(preDestroy = "close")
  Timer timer(Readers readers, InstantSource clock, Delays delays) {
    return new Timer(readers, clock, delays, Thread::startVirtualThread);
  }

  @Singleton
  @Bean(preDestroy = "close")
  CommitWatch commitWatch(EventFeed feed, Readers readers, Timer timer) {
    return new CommitWatch(feed, readers, timer);
  }

  @Singleton
  ApplicationEventListener<StartupEvent> timerStart(
      Timer timer, CommitWatch watch, Writer writer, List<DueSource> sources, List<Job> jobs) {
    return _ -> {
      var all =
          Stream.concat(
                  sources.stream(),
                  jobs.stream().map(job -> (DueSource) new JobSource(job, writer)))
              .toList();
      timer.start(all);
      watch.start();
    };
  }
}
