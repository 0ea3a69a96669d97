package dev.gazette.board.replica;

import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;

/// Sees at each start that the board's key is the one that its database knows. All replicas must
/// have the same: secrets of hooks, child tokens and what is known of repeated requests hang on it,
/// and would fail here and there, from call to call.
@Singleton
final class SharedKey implements ApplicationEventListener<StartupEvent> {

  private final Readers readers;
  private final Writer writer;
  private final KeyMark mark;

  SharedKey(Readers readers, Writer writer, KeyMark mark) {
    this.readers = readers;
    this.writer = writer;
    this.mark = mark;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    boolean same =
        readers.readNow(mark::isKnown)
            || writer.write(tx -> mark.agree(tx.session())).toCompletableFuture().join();
    if (!same) {
      throw mark.refused();
    }
  }
}
