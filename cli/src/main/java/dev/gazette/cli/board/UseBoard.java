package dev.gazette.cli.board;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.Contexts;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.GetBoardRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Chooses the current board.
@Command(
    name = "use",
    description = {
      "Works on a board from now on, where no other is named; without a BOARD, tells which it is.",
      "",
      "A board is named by --board, else by $GAZETTE_BOARD, else it is the current one, else `default`."
          + " Each context has a current board of its own; while that is gone, `default` takes its place."
    },
    footer = {"", "Examples:", "  gazette board use ops", "  gazette board use default"})
final class UseBoard implements Verb {

  @Parameters(arity = "0..1", paramLabel = "BOARD", description = "The board's id.")
  @Nullable String id;

  @Override
  public void run(Session session) {
    var board =
        session.call(
            BoardServiceGrpc.getGetBoardMethod(),
            GetBoardRequest.newBuilder().setBoardId(session.board(id)).build());
    if (id == null) {
      session.out().did(board, board.getId(), board.getId());
      return;
    }
    var contexts = Contexts.of(session.around());
    contexts.useBoard(board.getId());
    contexts.save();
    session.out().did(board, board.getId(), board.getId() + " is used from now on");
  }
}
