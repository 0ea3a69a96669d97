package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.BlockKind;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Stops a card until somebody unblocks it.
@Command(
    name = "block",
    description = "Stops a card until somebody unblocks it; a lease on it ends.",
    footer = {"", "Examples:", "  gazette card block OPS-42 'needs the password' --epoch 3"})
final class BlockCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Parameters(index = "1", paramLabel = "REASON", description = "What it needs.")
  String reason = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What kind of thing: needs_input unless told, capability, transient or dependency.")
  String kind = "needs_input";

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var card =
        session.call(
            CardServiceGrpc.getBlockCardMethod(),
            BlockCardRequest.newBuilder()
                .setCardId(id)
                .setEpoch(epoch.in(session))
                .setReason(reason)
                .setKind(BlockKind.valueOf(Words.parse("--kind", kind, BlockKind.getDescriptor())))
                .build());
    session.out().did(card, card.getId(), card.getId() + " " + States.word(card.getState()));
  }
}
