package dev.gazette.board.line;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What new events mean for those in line. What it does not know may mean everything, so that a
/// verb to come needs no word here.
///
/// @param boards how many cards of a board may have become ready
/// @param freed whether a limit may have more room
/// @param all whether everybody has to be tried: limits or pauses changed
record News(Map<BoardId, Integer> boards, boolean freed, boolean all) {

  /// What dispatch depends on.
  private static final Set<String> ROOTS = Set.of("boards", "pools");

  /// After these, nothing is ready or free that was not before.
  private static final Set<String> IDLE =
      Set.of("card.claimed", "card.noted", "card.commented", "card.linked", "child_token.created");

  /// After these a card is done or put away: the room that it took is free.
  private static final Set<String> FREEING =
      Set.of(
          "card.completed",
          "card.failed",
          "card.cancelled",
          "card.archived",
          "card.blocked",
          "card.block_loop",
          "card.scheduled",
          "card.retracted");

  static News of(List<Event> events) {
    var boards = new HashMap<BoardId, Integer>();
    boolean freed = false;
    boolean all = false;
    for (var event : events) {
      var path = event.subject().split("/", -1);
      if (ROOTS.contains(path[0]) && !IDLE.contains(event.kind())) {
        freed = true;
        if (!event.kind().startsWith("card.")) {
          all = true;
        } else if (!FREEING.contains(event.kind())) {
          boards.merge(new BoardId(path[1]), 1, Integer::sum);
        }
      }
    }
    return new News(boards, freed, all);
  }

  /// Whether somebody in line may get what there was not before.
  boolean concerns(Place<?> place) {
    return place.fresh()
        || all
        || boards.keySet().stream().anyMatch(place.wish()::covers)
        || (freed && place.heldBack());
  }

  /// How many may win at once.
  int most() {
    return boards.values().stream().mapToInt(Integer::intValue).max().orElse(1);
  }
}
