package dev.gazette.cli.card;

import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.CardState;

/// The states of cards, by their words.
final class States {

  private States() {}

  static CardState parse(String option, String word) {
    return CardState.valueOf(Words.parse(option, word, CardState.getDescriptor()));
  }

  static String word(CardState state) {
    return Words.of(state.getValueDescriptor());
  }
}
