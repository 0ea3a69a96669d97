package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import java.util.List;
import java.util.stream.LongStream;

/// The cards of a goal that several work on at once. They were made in one write, so that their
/// numbers follow each other: the root, the workers, the verifier, the synthesizer.
///
/// @param root what they share
/// @param size how many work
public record Swarm(CardId root, int size) {

  /// What a swarm is to be.
  ///
  /// @param workers what each does; at least one
  record Plan(Brief goal, List<Brief> workers, Brief verifier, Brief synthesizer) {}

  /// The workers' cards.
  List<CardId> workers() {
    return LongStream.rangeClosed(1, size).mapToObj(this::after).toList();
  }

  CardId verifier() {
    return after(size + 1L);
  }

  CardId synthesizer() {
    return after(size + 2L);
  }

  private CardId after(long more) {
    return new CardId(root.board(), root.number() + more);
  }
}
