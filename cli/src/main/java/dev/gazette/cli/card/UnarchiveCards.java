package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.UnarchiveCardRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Brings archived cards back.
@Command(
    name = "unarchive",
    description = "Brings archived cards back to the state they had.",
    footer = {"", "Examples:", "  gazette card unarchive OPS-42"})
final class UnarchiveCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              CardServiceGrpc.getUnarchiveCardMethod(),
              UnarchiveCardRequest.newBuilder().setCardId(id).build());
      session
          .out()
          .next(card, card.getId(), card.getId() + " is back: " + States.word(card.getState()));
    }
  }
}
