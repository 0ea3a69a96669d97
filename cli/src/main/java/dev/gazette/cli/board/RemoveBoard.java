package dev.gazette.cli.board;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.RemovalServiceGrpc;
import dev.gazette.proto.board.v1.RemoveBoardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Puts a board into the trash.
@Command(
    name = "remove",
    description =
        "Puts a board with its cards into the trash: gone for everybody, but for 30 days `restore` brings"
            + " it back. Refused while workers hold cards of it, and for `default`.",
    footer = {"", "Examples:", "  gazette board remove lab"})
final class RemoveBoard implements Verb {

  @Parameters(paramLabel = "BOARD", description = "The board's id.")
  String id = "";

  @Override
  public void run(Session session) {
    var removed =
        session.call(
            RemovalServiceGrpc.getRemoveBoardMethod(),
            RemoveBoardRequest.newBuilder().setBoardId(id).build());
    session
        .out()
        .did(
            removed,
            removed.getId(),
            "%s removed; it can be restored until %s"
                .formatted(removed.getId(), Times.brief(removed.getPurgeTime())));
  }
}
