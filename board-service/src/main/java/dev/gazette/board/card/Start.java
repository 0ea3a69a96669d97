package dev.gazette.board.card;

import dev.gazette.board.board.CardState;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.board.waiting.Stop;
import dev.gazette.board.waiting.Waits;
import dev.gazette.platform.access.Actor;
import java.time.Instant;

/// How a new card starts that nobody may claim yet, whether or not it waits for others too.
///
/// @param state scheduled or blocked
/// @param waits what it waits for
/// @param reason why it is blocked; empty in another state
public record Start(CardState state, Waits waits, String reason) {

  /// What a person has to answer before a new card is given out.
  record Gate(BlockKind kind, String reason) {

    /// Blocked by who makes it.
    Start by(Actor actor, Instant now) {
      var stop = Stop.after(null, kind, actor.name(), now);
      return new Start(CardState.BLOCKED, Waits.NONE.stopped(stop), reason);
    }
  }

  /// Scheduled.
  public static Start at(Schedule schedule) {
    return new Start(CardState.SCHEDULED, Waits.NONE.until(schedule), "");
  }
}
