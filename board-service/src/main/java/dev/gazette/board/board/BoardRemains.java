package dev.gazette.board.board;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;

/// What a feature keeps of a board beside its cards, and that goes with it. A bean.
@FunctionalInterface
public interface BoardRemains {

  /// Ends or removes all of it: a handful of rows.
  void remove(Transaction transaction, Actor actor, BoardId board) throws SQLException;
}
