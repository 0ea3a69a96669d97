package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.EdgeServiceGrpc;
import dev.gazette.proto.board.v1.UnlinkCardsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Lets a card wait for another one no longer.
@Command(
    name = "unlink",
    description = "Lets a card wait for another one no longer; it may go on at once.",
    footer = {"", "Examples:", "  gazette card unlink OPS-41 OPS-42"})
final class UnlinkCards implements Verb {

  @Parameters(index = "0", paramLabel = "PARENT", description = "What it waits for.")
  String parent = "";

  @Parameters(index = "1", paramLabel = "CHILD", description = "What waits.")
  String child = "";

  @Override
  public void run(Session session) {
    var edge =
        session.call(
            EdgeServiceGrpc.getUnlinkCardsMethod(),
            UnlinkCardsRequest.newBuilder().setParentId(parent).setChildId(child).build());
    session
        .out()
        .did(
            edge,
            edge.getChildId(),
            edge.getChildId() + " does not wait for " + edge.getParentId() + " any more");
  }
}
