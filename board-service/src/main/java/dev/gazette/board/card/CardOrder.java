package dev.gazette.board.card;

import java.time.Instant;

/// How a list of cards goes, and by which key. An order by what each verb changes, such as the last
/// change, is none of them: its index would cost every verb, and a list of it move under its
/// reader.
public enum CardOrder {
  /// Higher priority first, then older first.
  PRIORITY("card.precedence"),
  /// Older first.
  CREATED("card.number"),
  /// Newer first.
  NEWEST("card.number"),
  /// Due earlier first, then those without a due time.
  DUE("COALESCE(card.due_at_ms, %d)".formatted(Long.MAX_VALUE)),
  /// By title, whatever its capitals.
  TITLE("LOWER(card.title)");

  private final String key;

  CardOrder(String key) {
    this.key = key;
  }

  /// What it goes by, in SQL, as the index of it has it; then the number.
  String key() {
    return key;
  }

  /// The key of a card.
  Object key(Card card) {
    Instant due = card.brief().dueTime();
    return switch (this) {
      case PRIORITY -> -(long) card.brief().priority();
      case CREATED, NEWEST -> card.id().number();
      case DUE -> due == null ? Long.MAX_VALUE : due.toEpochMilli();
      case TITLE -> card.brief().title();
    };
  }
}
