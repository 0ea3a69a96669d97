package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.RemoveAttachmentRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Takes a file of a card away.
@Command(
    name = "remove",
    description = "Takes a file of a card away, for good.",
    footer = {"", "Examples:", "  gazette card attachment remove OPS-42 report.pdf"})
final class RemoveAttachment implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Parameters(
      index = "1",
      paramLabel = "ATTACHMENT",
      description = "The file's number on the card, or its name.")
  String attachment = "";

  @Override
  public void run(Session session) {
    var removed =
        session.call(
            AttachmentServiceGrpc.getRemoveAttachmentMethod(),
            RemoveAttachmentRequest.newBuilder()
                .setCardId(card)
                .setId(AttachmentGroup.number(session, card, attachment))
                .build());
    session
        .out()
        .did(
            removed,
            Long.toString(removed.getId()),
            "%s has no longer %s".formatted(removed.getCardId(), removed.getName()));
  }
}
