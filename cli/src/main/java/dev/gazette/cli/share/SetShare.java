package dev.gazette.cli.share;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.SetBoardShareRequest;
import dev.gazette.proto.board.v1.ShareServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Gives a board a weight.
@Command(
    name = "set",
    description = "Gives a board a weight; 1 is what a board has that nobody gave one.",
    footer = {"", "Examples:", "  gazette share set ops 3"})
final class SetShare implements Verb {

  @Parameters(index = "0", paramLabel = "BOARD", description = "The board.")
  String board = "";

  @Parameters(index = "1", paramLabel = "WEIGHT", description = "1 to 1,000.")
  int weight;

  @Override
  public void run(Session session) {
    var share =
        session.call(
            ShareServiceGrpc.getSetBoardShareMethod(),
            SetBoardShareRequest.newBuilder().setBoardId(board).setWeight(weight).build());
    session
        .out()
        .did(
            share,
            share.getBoardId(),
            "Board %s has weight %d".formatted(share.getBoardId(), share.getWeight()));
  }
}
