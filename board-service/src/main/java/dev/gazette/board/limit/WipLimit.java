package dev.gazette.board.limit;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How many cards of a board, of an assignee, or both run at once.
///
/// @param actor who set it
/// @param createTime since when
public record WipLimit(Of cards, int most, String actor, Instant createTime) implements Limit {

  /// The cards of a limit.
  ///
  /// @param board their board; empty for all boards together
  /// @param assignee whose they are; empty for those of all together
  public record Of(Optional<BoardId> board, String assignee) {

    /// The resource that grants on these cards name.
    String resource() {
      return board.map(BoardId::resource).orElse("boards");
    }

    @Override
    public String toString() {
      String where = board.map(id -> "board " + id).orElse("all boards");
      return assignee.isEmpty() ? where : "cards of %s on %s".formatted(assignee, where);
    }
  }

  @Override
  public boolean covers(Load load) {
    return (cards.board().isEmpty() || cards.board().get().equals(load.board()))
        && (cards.assignee().isEmpty() || cards.assignee().equals(load.assignee()));
  }

  @Override
  public List<CardId> running(Session session, int atMost) throws SQLException {
    return RunningStore.of(session, cards, atMost);
  }

  @Override
  public String words() {
    return cards.toString();
  }

  NewEvent event(String kind) {
    return new NewEvent(
        kind,
        Lane.BUSINESS,
        cards.resource(),
        Payload.of("assignee", cards.assignee()).and("most", most));
  }
}
