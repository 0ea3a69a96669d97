package dev.gazette.board.hook;

import dev.gazette.platform.event.EventKeeper;
import dev.gazette.platform.event.Past;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Holds on to events until they were looked at for every hook, however long that takes.
@Singleton
final class HookKeeper implements EventKeeper {

  @Override
  public List<Past> letGo(Session session, Instant before, List<Past> events) throws SQLException {
    long seen =
        HookStore.list(session, Hooks.MOST).stream()
            .mapToLong(Hook::position)
            .min()
            .orElse(Long.MAX_VALUE);
    return events.stream().filter(event -> event.position() <= seen).toList();
  }
}
