package dev.gazette.board.stats;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts of the cards of a board: exact, read from indexes and kept nowhere.
@Singleton
public final class Stats {

  private final Boards boards;

  /// Counts on these boards.
  public Stats(Boards boards) {
    this.boards = boards;
  }

  /// The ready card that was made first.
  record Oldest(CardId card, Instant createTime) {}

  /// What there is on a board.
  ///
  /// @param states how many cards in each state; those without a card are left out
  /// @param runs how many attempts on its cards are kept
  /// @param log what is kept of what happened, on all boards
  record OfBoard(
      Map<CardState, Integer> states,
      Optional<Oldest> oldestReady,
      long runs,
      EventStore.Extent log) {}

  /// How many cards an assignee has in each state.
  record OfAssignee(String name, Map<CardState, Integer> states) {}

  /// Counts a board. Refused with `BOARD_NOT_FOUND`.
  OfBoard board(Session session, BoardId board) throws SQLException {
    boards.require(session, board);
    return new OfBoard(
        StatsStore.states(session, board),
        StatsStore.oldestReady(session, board),
        Runs.count(session, board),
        EventStore.extent(session));
  }

  /// Counts by assignee, by name, but for archived cards. Refused with `BOARD_NOT_FOUND`.
  ///
  /// @param after the name after which the list goes on; empty for the start
  List<OfAssignee> assignees(Session session, BoardId board, String after, int limit)
      throws SQLException {
    boards.require(session, board);
    return StatsStore.assignees(session, board, after, limit);
  }
}
