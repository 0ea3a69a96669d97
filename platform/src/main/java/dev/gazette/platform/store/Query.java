package dev.gazette.platform.store;

import java.sql.SQLException;

/// One read, on a connection of the readers' pool.
@FunctionalInterface
public interface Query<T> {

  /// Reads.
  T on(Session session) throws SQLException;
}
