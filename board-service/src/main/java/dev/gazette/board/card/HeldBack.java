package dev.gazette.board.card;

import dev.gazette.board.limit.Full;
import dev.gazette.board.limit.Pool;
import dev.gazette.board.limit.WipLimit;
import java.util.List;
import java.util.stream.Stream;

/// The cards that a worker is not given now.
///
/// @param assignees whose cards are passed over
/// @param pools cards of these are passed over
record HeldBack(List<String> assignees, List<String> pools) {

  /// Cards of some assignees.
  static HeldBack of(List<String> assignees) {
    return new HeldBack(assignees, List.of());
  }

  /// Those, and what a full limit covers. Refused as the card is, where that is everything.
  HeldBack and(Full full, Card card) {
    return switch (full.limit()) {
      case Pool pool -> new HeldBack(assignees, with(pools, pool.id().value()));
      case WipLimit limit -> {
        String assignee = limit.cards().assignee();
        if (assignee.isEmpty()) {
          throw full.refusal("claim", card.id());
        }
        yield new HeldBack(with(assignees, assignee), pools);
      }
    };
  }

  private static List<String> with(List<String> some, String more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
