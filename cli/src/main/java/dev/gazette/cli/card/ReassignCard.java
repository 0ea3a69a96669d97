package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.ReassignCardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives a card to another assignee.
@Command(
    name = "reassign",
    description =
        "Gives a card to another assignee; '' is anybody. Failed attempts are counted anew. A running"
            + " card is refused without --reclaim.",
    footer = {
      "",
      "Examples:",
      "  gazette card reassign OPS-42 eve",
      "  gazette card reassign OPS-42 eve --reclaim --reason 'ben is away'"
    })
final class ReassignCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "Who should do it.")
  String assignee = "";

  @Option(names = "--reclaim", description = "Take it from its worker first.")
  boolean reclaim;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is reclaimed.")
  String reason = "";

  @Override
  public void run(Session session) {
    var card =
        session.call(
            AttemptServiceGrpc.getReassignCardMethod(),
            ReassignCardRequest.newBuilder()
                .setCardId(id)
                .setAssignee(assignee)
                .setReclaim(reclaim)
                .setReason(reason)
                .build());
    String whose = card.getAssignee().isEmpty() ? "anybody's" : card.getAssignee() + "'s";
    session.out().did(card, card.getId(), "%s is %s".formatted(card.getId(), whose));
  }
}
