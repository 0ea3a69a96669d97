package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.EdgeOtherwise;
import dev.gazette.proto.board.v1.EdgeServiceGrpc;
import dev.gazette.proto.board.v1.LinkCardsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets a card wait for another one.
@Command(
    name = "link",
    description = {
      "Lets a card wait for another one, on any board: it is `todo` until that one has ended.",
      "",
      "It begins when its parent is done; with --on, when it failed, when it ended however, or when"
          + " it was completed with an outcome of that name. If the parent ends otherwise, the card"
          + " waits on, or with --otherwise cancel is cancelled. Linked again, the new terms hold."
    },
    footer = {
      "",
      "Examples:",
      "  gazette card link OPS-41 OPS-42",
      "  gazette card link OPS-41 OPS-43 --on failure",
      "  gazette card link OPS-41 DEV-7 --on approved --otherwise cancel"
    })
final class LinkCards implements Verb {

  @Parameters(index = "0", paramLabel = "PARENT", description = "What must end first.")
  String parent = "";

  @Parameters(index = "1", paramLabel = "CHILD", description = "What waits.")
  String child = "";

  @Option(
      names = "--on",
      paramLabel = "success|failure|always|OUTCOME",
      description = "How the parent must end: success unless told.")
  String on = "success";

  @Option(
      names = "--otherwise",
      paramLabel = "wait|cancel",
      description = "What becomes of the child if it ends otherwise: wait unless told.")
  String otherwise = "wait";

  @Override
  public void run(Session session) {
    var edge =
        session.call(
            EdgeServiceGrpc.getLinkCardsMethod(),
            LinkCardsRequest.newBuilder()
                .setParentId(parent)
                .setChildId(child)
                .setCondition(ParentSpecs.condition(on))
                .setOutcome(ParentSpecs.outcome(on))
                .setOtherwise(
                    EdgeOtherwise.valueOf(
                        Words.parse("--otherwise", otherwise, EdgeOtherwise.getDescriptor())))
                .build());
    session
        .out()
        .did(
            edge,
            edge.getChildId(),
            "%s waits for %s: %s"
                .formatted(
                    edge.getChildId(),
                    edge.getParentId(),
                    Words.of(edge.getStanding().getValueDescriptor())));
  }
}
