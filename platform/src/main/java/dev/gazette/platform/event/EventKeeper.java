package dev.gazette.platform.event;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// A feature that needs events for longer than their time. A bean; an event goes when every keeper
/// lets it.
public interface EventKeeper {

  /// Which of some events may go, oldest first. Asked twice: on a reader, and in the transaction
  /// that forgets them.
  ///
  /// @param before the time that all of them are older than
  List<Past> letGo(Session session, Instant before, List<Past> events) throws SQLException;

  /// Hears what goes, in the transaction that forgets it.
  default void forgetting(Transaction transaction, Instant before, List<Past> events)
      throws SQLException {
    // Most only hold on.
  }
}
