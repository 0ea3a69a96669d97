package dev.gazette.board.board;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;

/// Makes the board `default` at the first start, before the service serves.
@Singleton
final class DefaultBoard implements ApplicationEventListener<StartupEvent> {

  private final Boards boards;
  private final Writer writer;

  DefaultBoard(Boards boards, Writer writer) {
    this.boards = boards;
    this.writer = writer;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    writer
        .write(tx -> {
          boards.ensureDefault(tx, new Actor("board", tx.newId("start-")));
          return true;
        })
        .toCompletableFuture()
        .join();
  }
}
