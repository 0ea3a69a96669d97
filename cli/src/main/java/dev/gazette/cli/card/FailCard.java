package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.FailCardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Ends a card badly.
@Command(
    name = "fail",
    description = "Ends a card badly; a lease on it ends.",
    footer = {"", "Examples:", "  gazette card fail OPS-42 'the build is broken' --epoch 3"})
final class FailCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Parameters(index = "1", paramLabel = "REASON", description = "Why.")
  String reason = "";

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var card =
        session.call(
            CardServiceGrpc.getFailCardMethod(),
            FailCardRequest.newBuilder()
                .setCardId(id)
                .setEpoch(epoch.in(session))
                .setReason(reason)
                .build());
    session.out().did(card, card.getId(), card.getId() + " failed");
  }
}
