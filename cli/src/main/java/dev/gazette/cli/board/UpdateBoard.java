package dev.gazette.cli.board;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Changes a board's names and default assignee.
@Command(
    name = "update",
    description =
        "Changes a board's names and default assignee; `board columns` changes its columns.",
    footer = {
      "",
      "Examples:",
      "  gazette board update ops --title Operations",
      "  gazette board update ops --default-assignee ben"
    })
final class UpdateBoard implements Verb {

  @Parameters(paramLabel = "BOARD", description = "The board's id.")
  String id = "";

  @Option(names = "--title", paramLabel = "TITLE", description = "The name people read.")
  @Nullable String title;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  @Option(
      names = "--default-assignee",
      paramLabel = "NAME",
      description = "Who gets the cards that are made for nobody, from now on; '' for nobody.")
  @Nullable String assignee;

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      description = "Refuse if the board changed since it had this etag.")
  String etag = "";

  @Override
  public void run(Session session) {
    var board = Board.newBuilder().setId(id).setEtag(etag);
    var mask = FieldMask.newBuilder();
    if (title != null) {
      board.setTitle(title);
      mask.addPaths("title");
    }
    if (description != null) {
      board.setDescription(description);
      mask.addPaths("description");
    }
    if (assignee != null) {
      board.setDefaultAssignee(assignee);
      mask.addPaths("default_assignee");
    }
    if (mask.getPathsCount() == 0) {
      throw Failure.usage("Give --title, --description or --default-assignee.");
    }
    var updated =
        session.call(
            BoardServiceGrpc.getUpdateBoardMethod(),
            UpdateBoardRequest.newBuilder().setBoard(board).setUpdateMask(mask).build());
    session.out().did(updated, updated.getId(), updated.getId() + " updated");
  }
}
