package dev.gazette.board.limit;

import static dev.gazette.board.error.BoardReason.POOL_FULL;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.error.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/// A limit that has no room.
///
/// @param running what fills it; where it was lowered, at least that many run
public record Full(Limit limit, List<CardId> running) {

  private static final int NAMED = 5;

  /// The refusal of a verb on a card that it covers.
  public Refusal refusal(String verb, CardId card) {
    return (limit instanceof Pool ? POOL_FULL : WIP_LIMIT_REACHED)
        .because(
            "Cannot %s %s: %s. Finish one, or raise the limit: `%s`.",
            verb, card, words(card.board()), command())
        .with("card_id", card)
        .with("limit", limit.words())
        .with("most", limit.most());
  }

  /// What it holds back and why, as somebody may be told who knows one board.
  public String words(BoardId known) {
    String here =
        running.stream()
            .filter(id -> id.board().equals(known))
            .limit(NAMED)
            .map(CardId::toString)
            .collect(Collectors.joining(", "));
    return "%s runs %d of at most %d cards%s"
        .formatted(
            limit.words(), running.size(), limit.most(), here.isEmpty() ? "" : " (" + here + ")");
  }

  /// The command that gives it more room.
  public String command() {
    return switch (limit) {
      case Pool pool -> "gazette pool set %s %d".formatted(pool.id(), pool.most() + 1);
      case WipLimit wip ->
          "gazette limit set %d%s%s"
              .formatted(
                  wip.most() + 1,
                  wip.cards().board().map(board -> " --board " + board).orElse(""),
                  wip.cards().assignee().isEmpty() ? "" : " --assignee " + wip.cards().assignee());
    };
  }
}
