package dev.gazette.cli.board;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a board.
@Command(
    name = "create",
    description =
        "Makes a board; without columns it gets one for each state. Where there is one that says the"
            + " same, that is answered.",
    footer = {
      "",
      "Examples:",
      "  gazette board create ops --title Operations",
      "  gazette board create lab --column inbox=triage --column next=ready:10"
          + " --column doing=running:3 --column done=done"
    })
final class CreateBoard implements Verb {

  @Parameters(paramLabel = "BOARD", description = "Its id: in capitals, the key of its cards.")
  String id = "";

  @Option(names = "--title", paramLabel = "TITLE", description = "The name people read.")
  String title = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  String description = "";

  @Option(
      names = "--default-assignee",
      paramLabel = "NAME",
      description = "Who gets the cards that are made for nobody.")
  String assignee = "";

  @Option(
      names = "--column",
      paramLabel = "ID=STATE[:WIP]",
      description = "A column, in the order they are drawn; may be repeated.")
  List<String> columns = List.of();

  @Override
  public void run(Session session) {
    var board =
        Board.newBuilder().setTitle(title).setDescription(description).setDefaultAssignee(assignee);
    columns.forEach(column -> board.addColumns(ColumnSpecs.parse("--column", column)));
    var created =
        session.call(
            BoardServiceGrpc.getCreateBoardMethod(),
            CreateBoardRequest.newBuilder().setBoardId(id).setBoard(board).build());
    session
        .out()
        .did(created, created.getId(), created.getId() + " is there: " + created.getTitle());
  }
}
