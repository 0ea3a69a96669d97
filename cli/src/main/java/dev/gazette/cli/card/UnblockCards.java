package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets blocked and scheduled cards go on.
@Command(
    name = "unblock",
    description = "Lets blocked cards go on, and scheduled ones before their time.",
    footer = {
      "",
      "Examples:",
      "  gazette card unblock OPS-42 OPS-43",
      "  gazette card unblock OPS-44 --reason 'the mirror is back'"
    })
final class UnblockCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the log.")
  String reason = "";

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              CardServiceGrpc.getUnblockCardMethod(),
              UnblockCardRequest.newBuilder().setCardId(id).setReason(reason).build());
      session.out().next(card, card.getId(), card.getId() + " unblocked");
    }
  }
}
