package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// Looks for gates of one kind. A verb that brings a new kind of gate brings a check for it.
public interface Check {

  /// The gates that hold a card.
  ///
  /// @param readable the boards of which the caller may be told
  List<Gate> look(Session session, Card card, Predicate<BoardId> readable) throws SQLException;
}
