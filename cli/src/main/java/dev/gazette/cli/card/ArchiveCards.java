package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Takes cards out of sight.
@Command(
    name = "archive",
    description = "Takes cards out of sight, from any state; a lease on one ends.",
    footer = {"", "Examples:", "  gazette card archive OPS-42 OPS-43"})
final class ArchiveCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              CardServiceGrpc.getArchiveCardMethod(),
              ArchiveCardRequest.newBuilder().setCardId(id).build());
      session.out().next(card, card.getId(), card.getId() + " archived");
    }
  }
}
