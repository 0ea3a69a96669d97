package dev.gazette.board.tail;

import dev.gazette.platform.peer.Peers;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/// The copies of the other four services' logs, each on a virtual thread of its own: one that is
/// down keeps no other back.
@Singleton
@Bean(preDestroy = "close")
public final class Tails implements ApplicationEventListener<StartupEvent>, AutoCloseable {

  private final List<TailClient> tails;

  /// The copies, not yet begun.
  public Tails(Peers peers, Readers readers, Writer writer) {
    tails =
        Arrays.stream(ServiceName.values())
            .filter(peer -> peer != ServiceName.BOARD)
            .map(peer -> new TailClient(peer.id(), () -> peers.channel(peer), readers, writer))
            .toList();
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    tails.forEach(tail -> Thread.ofVirtual().name("log-tail").start(tail));
  }

  @Override
  public void close() {
    tails.forEach(TailClient::close);
  }
}
