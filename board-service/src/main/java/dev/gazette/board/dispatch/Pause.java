package dev.gazette.board.dispatch;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import java.time.Instant;
import java.util.Optional;

/// Cards that are not given out.
///
/// @param cards which
/// @param reason why; may be empty
/// @param actor who paused
/// @param createTime since when
public record Pause(Of cards, String reason, String actor, Instant createTime) {

  /// The cards of a pause.
  ///
  /// @param board their board; empty for all boards
  /// @param assignee whose they are; empty for all
  public record Of(Optional<BoardId> board, String assignee) {

    /// Everything.
    static final Of ALL = new Of(Optional.empty(), "");

    boolean covers(BoardId other, String otherAssignee) {
      return covers(other) && (assignee.isEmpty() || assignee.equals(otherAssignee));
    }

    boolean covers(BoardId other) {
      return board.isEmpty() || board.get().equals(other);
    }

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

  /// Who paused what, when and why, in a sentence without its full stop.
  public String words() {
    return "%s paused %s at %s%s"
        .formatted(actor, cards, createTime, reason.isEmpty() ? "" : " (" + reason + ")");
  }

  /// The command that ends it.
  public String command() {
    return "gazette dispatch resume%s%s"
        .formatted(
            cards.board().map(board -> " --board " + board).orElse(""),
            cards.assignee().isEmpty() ? "" : " --assignee " + cards.assignee());
  }

  NewEvent event(String kind) {
    return new NewEvent(
        kind,
        Lane.BUSINESS,
        cards.resource(),
        Payload.of("assignee", cards.assignee()).and("reason", reason));
  }
}
