package dev.gazette.board.card;

import java.util.function.Predicate;

/// Which cards somebody in line would be given.
public sealed interface Choice permits Wanted, WantedOfBoards {

  /// Whether it would be given a card as it is now, if nothing held that.
  boolean takes(Card card);

  /// Whether what somebody in line wishes is such a choice, and takes a card.
  static Predicate<Object> of(Card card) {
    return wish -> wish instanceof Choice choice && choice.takes(card);
  }
}
