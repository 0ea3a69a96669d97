package dev.gazette.board.card;

import dev.gazette.platform.access.Grant;
import java.util.List;

/// Which cards a worker of several boards takes.
///
/// @param boards the ids of those boards; empty for all that its grants let it read and work on
/// @param grants those of its token
record WantedOfBoards(Wanted wanted, List<String> boards, List<Grant> grants) implements Choice {

  WantedOfBoards {
    boards = List.copyOf(boards);
    grants = List.copyOf(grants);
  }

  @Override
  public boolean takes(Card card) {
    var board = card.id().board();
    boolean among =
        boards.isEmpty()
            ? may("board.read", board.resource()) && may("board.work", board.resource())
            : boards.contains(board.value());
    return among && wanted.takes(card);
  }

  private boolean may(String scope, String resource) {
    return grants.stream().anyMatch(grant -> grant.covers(scope, resource));
  }
}
