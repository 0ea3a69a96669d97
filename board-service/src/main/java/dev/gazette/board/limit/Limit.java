package dev.gazette.board.limit;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.List;

/// Something that bounds how many cards run at once.
public sealed interface Limit permits WipLimit, Pool {

  /// How many.
  int most();

  /// Whether a card counts.
  boolean covers(Load load);

  /// The cards that count and run, at most so many.
  List<CardId> running(Session session, int atMost) throws SQLException;

  /// What it bounds, for a sentence: `board ops`, `pool gpu`.
  String words();
}
