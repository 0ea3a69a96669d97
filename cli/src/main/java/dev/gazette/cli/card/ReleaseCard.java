package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives a card back, unfinished.
@Command(
    name = "release",
    description = "Gives a card back, unfinished: it is ready again.",
    footer = {"", "Examples:", "  gazette card release OPS-42 --epoch 3 --reason 'out of time'"})
final class ReleaseCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  String reason = "";

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var card =
        session.call(
            CardServiceGrpc.getReleaseCardMethod(),
            ReleaseCardRequest.newBuilder()
                .setCardId(id)
                .setEpoch(epoch.in(session))
                .setReason(reason)
                .build());
    session.out().did(card, card.getId(), card.getId() + " released");
  }
}
