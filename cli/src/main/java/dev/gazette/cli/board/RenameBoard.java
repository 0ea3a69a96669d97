package dev.gazette.cli.board;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Gives a board another title.
@Command(
    name = "rename",
    description =
        "Gives a board another title. Its id, which the ids of its cards are made of, never changes.",
    footer = {"", "Examples:", "  gazette board rename ops 'Operations and on-call'"})
final class RenameBoard implements Verb {

  @Parameters(paramLabel = "BOARD", description = "The board's id.")
  String id = "";

  @Parameters(paramLabel = "TITLE", description = "The name people read.")
  String title = "";

  @Override
  public void run(Session session) {
    var renamed =
        session.call(
            BoardServiceGrpc.getUpdateBoardMethod(),
            UpdateBoardRequest.newBuilder()
                .setBoard(Board.newBuilder().setId(id).setTitle(title))
                .setUpdateMask(FieldMask.newBuilder().addPaths("title"))
                .build());
    session.out().did(renamed, renamed.getId(), renamed.getId() + " is now " + renamed.getTitle());
  }
}
