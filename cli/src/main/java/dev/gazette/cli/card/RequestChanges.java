package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.RequestChangesRequest;
import dev.gazette.proto.board.v1.ReviewServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Gives a card in review back.
@Command(
    name = "changes",
    description =
        "Gives a card in review back for changes: it is ready, and who did the work is its assignee"
            + " again.",
    footer = {
      "",
      "Examples:",
      "  gazette card changes OPS-42 'the log names a password' --epoch 4"
    })
final class RequestChanges implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Parameters(index = "1", paramLabel = "REASON", description = "What to change.")
  String reason = "";

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var card =
        session.call(
            ReviewServiceGrpc.getRequestChangesMethod(),
            RequestChangesRequest.newBuilder()
                .setCardId(id)
                .setEpoch(epoch.in(session))
                .setReason(reason)
                .build());
    session.out().did(card, card.getId(), card.getId() + " goes back to " + card.getAssignee());
  }
}
