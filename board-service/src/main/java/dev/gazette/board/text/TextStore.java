package dev.gazette.board.text;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Dialect;
import dev.gazette.platform.store.ManyRows;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The tables `search_card` and `search_text`: the only class that writes them. A part of a card's
/// text has the row `(row of the card << 24) + part`.
final class TextStore {

  /// On SQLite at the end of the group: a savepoint after each write would have FTS5 write a
  /// segment of its index each time.
  private static final ManyRows PUT =
      new ManyRows("INSERT OR REPLACE INTO search_text (rowid, words) VALUES", "(?, ?)", "");

  private TextStore() {}

  /// Gives a new card its row.
  static long add(Session session, CardId card) throws SQLException {
    return session
        .sql(
            "INSERT INTO search_card (board_id, number, indexed) VALUES (?, ?, 1) RETURNING id",
            card.board().value(),
            card.number())
        .number();
  }

  /// Removes some parts of a card's text, and its row when none is left.
  static int remove(Session session, CardId card, int most) throws SQLException {
    var row = find(session, card);
    if (row.isEmpty()) {
      return 0;
    }
    long first = row.get() << Texts.PART_BITS;
    int removed =
        session
            .sql(
                """
                DELETE FROM search_text WHERE rowid IN (
                  SELECT rowid FROM search_text WHERE rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?)
                """,
                first,
                first + (1L << Texts.PART_BITS),
                most)
            .update();
    if (removed > 0) {
      return removed;
    }
    return session
        .sql(
            "DELETE FROM search_card WHERE board_id = ? AND number = ?",
            card.board().value(),
            card.number())
        .update();
  }

  private static Optional<Long> find(Session session, CardId card) throws SQLException {
    return session
        .sql(
            "SELECT id FROM search_card WHERE board_id = ? AND number = ?",
            card.board().value(),
            card.number())
        .first(rows -> rows.getLong(1));
  }

  /// The row of a card; every card has one.
  static long row(Session session, CardId card) throws SQLException {
    return find(session, card)
        .orElseThrow(
            () -> new IllegalStateException("%s has no row for its words".formatted(card)));
  }

  static void put(Transaction transaction, long row, long part, List<String> words)
      throws SQLException {
    long id = (row << Texts.PART_BITS) + part;
    if (transaction.session().dialect() == Dialect.SQLITE) {
      transaction.add(PUT, id, String.join(" ", words));
      return;
    }
    transaction
        .session()
        .sql(
            """
            INSERT INTO search_text (rowid, words) VALUES (?, CAST(? AS tsvector))
                ON CONFLICT (rowid) DO UPDATE SET words = excluded.words
            """,
            id,
            vector(words))
        .update();
  }

  /// Each word with its places, as PostgreSQL reads it. Words hold neither quotes nor backslashes.
  private static String vector(List<String> words) {
    Map<String, String> places = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      places.merge(words.get(i), Integer.toString(i + 1), (a, b) -> a + "," + b);
    }
    return places.entrySet().stream()
        .map(word -> "'" + word.getKey() + "':" + word.getValue())
        .collect(Collectors.joining(" "));
  }

  static List<CardId> missing(Session session, int limit) throws SQLException {
    return session
        .sql(
            "SELECT board_id, number FROM search_card WHERE indexed = 0 ORDER BY id LIMIT ?", limit)
        .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2)));
  }

  static void setIndexed(Session session, CardId card) throws SQLException {
    session
        .sql(
            "UPDATE search_card SET indexed = 1 WHERE board_id = ? AND number = ?",
            card.board().value(),
            card.number())
        .update();
  }
}
