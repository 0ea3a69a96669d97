package dev.gazette.cli.board;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.RemovalServiceGrpc;
import dev.gazette.proto.board.v1.RestoreBoardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Brings a removed board back.
@Command(
    name = "restore",
    description =
        "Brings a removed board back as it was; `board list --removed` lists those that can be.",
    footer = {"", "Examples:", "  gazette board restore lab"})
final class RestoreBoard implements Verb {

  @Parameters(paramLabel = "BOARD", description = "The board's id.")
  String id = "";

  @Override
  public void run(Session session) {
    var board =
        session.call(
            RemovalServiceGrpc.getRestoreBoardMethod(),
            RestoreBoardRequest.newBuilder().setBoardId(id).build());
    session.out().did(board, board.getId(), board.getId() + " is back");
  }
}
