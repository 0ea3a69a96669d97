package dev.gazette.board.search;

import dev.gazette.platform.store.Writer;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;

/// Keeps the words of cards that were made before there was a search, at the first start after.
@Singleton
final class IndexOldCards implements ApplicationEventListener<StartupEvent> {

  private final Writer writer;
  private final Searches searches;

  IndexOldCards(Writer writer, Searches searches) {
    this.writer = writer;
    this.searches = searches;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    while (writer.write(searches::keepMissing).toCompletableFuture().join()) {
      // The next batch waits its turn in the writer's queue.
    }
  }
}
