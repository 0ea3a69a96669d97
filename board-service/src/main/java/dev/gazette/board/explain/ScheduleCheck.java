package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A scheduled card waits for its time: one that somebody chose, or the pause after a failed
/// attempt.
@Singleton
public final class ScheduleCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    var schedule = card.waits().schedule();
    if (schedule == null || card.state() != CardState.SCHEDULED) {
      return List.of();
    }
    var failing = card.waits().retry().failing();
    if (failing != null && failing.retryTime() != null) {
      String error = failing.error().isEmpty() ? "" : ": " + failing.error();
      return List.of(
          Gate.of(
                  GateKind.BACKOFF,
                  "The last attempt failed (%s%s); the next may begin at %s"
                      .formatted(failing.exit().word(), error, schedule.wakeTime()),
                  "gazette card unblock " + card.id())
              .by("", card.updateTime())
              .until(schedule.wakeTime()));
    }
    String why = card.reason().isEmpty() ? "" : ": " + card.reason();
    return List.of(
        Gate.of(
                GateKind.SCHEDULE,
                "It sleeps until %s%s".formatted(schedule.wakeTime(), why),
                "gazette card unblock " + card.id())
            .by("", card.updateTime())
            .until(schedule.wakeTime()));
  }
}
