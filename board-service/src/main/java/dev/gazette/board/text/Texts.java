package dev.gazette.board.text;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Keeps the words of what is written on a board, in the transaction that writes it. Only a change
/// of text comes here: a verb that moves a card costs nothing.
///
/// A text is kept in parts of 255 words, since PostgreSQL keeps no more places of a word; they
/// overlap, so that no phrase is cut in two. A part's row is the card's in {@link TextStore}, and
/// its place among the parts of the card.
public final class Texts {

  /// The longest phrase that is found wherever it lies.
  public static final int LONGEST_PHRASE = 32;

  /// How many bits of a part's row are its place; those above are the card's row.
  public static final int PART_BITS = 24;

  private static final int PART_WORDS = 255;

  /// Below this the parts of title and body lie; 1 MiB has at most 2,352.
  static final long FIRST_COMMENT = 4_096;

  /// How many parts a comment may have; 64 KiB has at most 147.
  static final long COMMENT_PARTS = 256;

  private Texts() {}

  /// Keeps the words of a new card.
  public static void insert(Transaction transaction, CardId card, String text) throws SQLException {
    put(transaction, TextStore.add(transaction.session(), card), 0, 0, text);
  }

  /// Keeps the words of a card in place of those it had.
  public static void replace(Transaction transaction, CardId card, String before, String text)
      throws SQLException {
    long row = TextStore.row(transaction.session(), card);
    put(transaction, row, 0, parts(before).size(), text);
  }

  /// Keeps the words of a comment on a card.
  public static void comment(Transaction transaction, CardId card, long comment, String text)
      throws SQLException {
    long first = FIRST_COMMENT + comment * COMMENT_PARTS;
    put(transaction, TextStore.row(transaction.session(), card), first, 0, text);
  }

  /// Removes some of the words of a card that was deleted for good; answers how many parts of its
  /// text.
  public static int remove(Session session, CardId card, int most) throws SQLException {
    return TextStore.remove(session, card, most);
  }

  /// Of which comment a part is; 0 for one of title and body.
  public static long commentOf(long part) {
    return part < FIRST_COMMENT ? 0 : (part - FIRST_COMMENT) / COMMENT_PARTS;
  }

  /// Some cards whose words are not kept yet.
  public static List<CardId> missing(Session session, int limit) throws SQLException {
    return TextStore.missing(session, limit);
  }

  /// Notes that the words of a card are kept.
  public static void setKept(Session session, CardId card) throws SQLException {
    TextStore.setIndexed(session, card);
  }

  /// Parts that a longer text had before are left without words.
  private static void put(Transaction transaction, long row, long first, int before, String text)
      throws SQLException {
    var parts = parts(text);
    for (int i = 0; i < Math.max(parts.size(), before); i++) {
      TextStore.put(transaction, row, first + i, i < parts.size() ? parts.get(i) : List.of());
    }
  }

  private static List<List<String>> parts(String text) {
    var words = Words.of(text).stream().map(Word::text).toList();
    var parts = new ArrayList<List<String>>();
    for (int from = 0; from < words.size(); from += PART_WORDS - LONGEST_PHRASE) {
      parts.add(words.subList(from, Math.min(words.size(), from + PART_WORDS)));
      if (from + PART_WORDS >= words.size()) {
        break;
      }
    }
    return parts;
  }
}
