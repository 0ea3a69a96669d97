package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimNextCardOfBoardsRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import java.time.Duration;
import java.util.List;

/// The next card of one board, or of several by their shares.
final class NextCard {

  private final Session session;
  private final List<String> boards;
  private final ClaimNextCardRequest request;

  /// @param boards where to look; empty for all
  /// @param request what is wanted, without a board
  NextCard(Session session, List<String> boards, ClaimNextCardRequest request) {
    this.session = session;
    this.boards = boards;
    this.request = request;
  }

  /// The claim; fails when there is none now.
  Claim claim() {
    return claim(request, "", session.timeout());
  }

  /// The claim; waits for it.
  ///
  /// @param id of the request, the same for each repeat
  Claim claim(com.google.protobuf.Duration wait, String id, Duration deadline) {
    return claim(request.toBuilder().setWait(wait).build(), id, deadline);
  }

  private Claim claim(ClaimNextCardRequest next, String id, Duration deadline) {
    if (boards.size() == 1) {
      var ofOne = next.toBuilder().setBoardId(boards.getFirst()).setRequestId(id).build();
      return session.call(CardServiceGrpc.getClaimNextCardMethod(), ofOne, deadline);
    }
    var ofSeveral =
        ClaimNextCardOfBoardsRequest.newBuilder()
            .addAllBoardIds(boards)
            .setNext(next)
            .setRequestId(id)
            .build();
    return session.call(CardServiceGrpc.getClaimNextCardOfBoardsMethod(), ofSeveral, deadline);
  }
}
