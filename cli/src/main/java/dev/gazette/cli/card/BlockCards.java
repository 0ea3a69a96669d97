package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.BlockKind;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Stops cards until somebody unblocks them.
@Command(
    name = "block",
    description = "Stops a card, or several, until somebody unblocks it; a lease on it ends.",
    footer = {
      "",
      "Examples:",
      "  gazette card block OPS-42 'needs the password' --epoch 3",
      "  gazette card block OPS-42 'may I deploy 1.4?' --kind approval --epoch 3",
      "  gazette card block OPS-43 'the mirror is down' --kind transient --ids OPS-44,OPS-45"
    })
final class BlockCards implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String first = "";

  @Parameters(index = "1", paramLabel = "REASON", description = "What it needs.")
  String reason = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What kind of thing: needs_input unless told, capability, transient, dependency or"
              + " approval.")
  String kind = "needs_input";

  @Option(
      names = "--ids",
      paramLabel = "CARD",
      split = ",",
      description = "More cards that need the same; may be repeated.")
  List<String> more = List.of();

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var cards = Stream.concat(Stream.of(first), more.stream()).toList();
    var request =
        BlockCardRequest.newBuilder()
            .setEpoch(epoch.of(cards, session))
            .setReason(reason)
            .setKind(BlockKind.valueOf(Words.parse("--kind", kind, BlockKind.getDescriptor())));
    for (String id : cards) {
      var card = session.call(CardServiceGrpc.getBlockCardMethod(), request.setCardId(id).build());
      session.out().next(card, card.getId(), card.getId() + " " + States.word(card.getState()));
    }
  }
}
