package dev.gazette.platform.store;

import java.sql.SQLException;

/// One write, as plain synchronous code: it starts no thread, timer or remote call, and draws time
/// and randomness from the transaction, so that a simulation can drive it. What it throws undoes
/// what it did, and nothing else.
@FunctionalInterface
public interface Operation<T> {

  /// Says what the write will look up, before the first one of its group runs, so that the group
  /// can look it up at once.
  default void foresee(Transaction transaction) {}

  /// Does the write within the transaction.
  T in(Transaction transaction) throws SQLException;
}
