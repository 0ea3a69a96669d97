package dev.gazette.platform.event;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What of a service's log goes when its time is over: what no keeper holds. The newest event
/// stays, and so does the newest that the service wrote itself: the log goes on from them.
///
/// @param service whose log it is
public record Forgetting(String service, List<EventKeeper> keepers) {

  /// Takes a copy of the list.
  public Forgetting {
    keepers = List.copyOf(keepers);
  }

  /// Forgets those of some old events that may go; answers how many.
  ///
  /// @param before the time that all of them are older than
  public int forget(Transaction transaction, Instant before, List<Past> old) throws SQLException {
    var going = going(transaction.session(), before, old);
    if (!going.isEmpty()) {
      for (var keeper : keepers) {
        keeper.forgetting(transaction, before, going);
      }
      EventStore.forget(transaction.session(), going);
    }
    return going.size();
  }

  List<Past> going(Session session, Instant before, List<Past> old) throws SQLException {
    if (old.isEmpty()) {
      return old;
    }
    long newest = EventStore.newest(session);
    long newestOwn = EventStore.head(session, service).sequence();
    var going =
        old.stream()
            .filter(event -> event.position() < newest)
            .filter(event -> !event.origin().equals(service) || event.sequence() < newestOwn)
            .toList();
    for (var keeper : keepers) {
      going = keeper.letGo(session, before, going);
    }
    return going;
  }
}
