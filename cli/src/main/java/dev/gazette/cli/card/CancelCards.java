package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CancelCardRequest;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives cards up.
@Command(
    name = "cancel",
    description = "Gives cards up, from every state that has not ended; a lease on one ends.",
    footer = {"", "Examples:", "  gazette card cancel OPS-42 OPS-43 --reason 'no longer wanted'"})
final class CancelCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  String reason = "";

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              CardServiceGrpc.getCancelCardMethod(),
              CancelCardRequest.newBuilder().setCardId(id).setReason(reason).build());
      session.out().next(card, card.getId(), card.getId() + " cancelled");
    }
  }
}
