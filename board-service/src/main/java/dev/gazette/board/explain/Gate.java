package dev.gazette.board.explain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that holds a card.
///
/// @param why in a sentence without its full stop
/// @param blockers the ids of what blocks
/// @param who did it or could end it; empty where nobody did
/// @param since null where nobody knows
/// @param until null where it does not end by itself
/// @param command that lifts it; empty where only time does
public record Gate(
    GateKind kind,
    String why,
    List<String> blockers,
    String who,
    @Nullable Instant since,
    @Nullable Instant until,
    String command) {

  /// A gate that nobody closed at a time.
  static Gate of(GateKind kind, String why, String command) {
    return new Gate(kind, why, List.of(), "", null, null, command);
  }

  Gate blockedBy(List<String> ids) {
    return new Gate(kind, why, ids, who, since, until, command);
  }

  Gate by(String whom, @Nullable Instant when) {
    return new Gate(kind, why, blockers, whom, when, until, command);
  }

  Gate until(Instant time) {
    return new Gate(kind, why, blockers, who, since, time, command);
  }
}
