package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ReopenCardRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Takes the end of cards back.
@Command(
    name = "reopen",
    description =
        "Takes the end of cards back: done, failed or cancelled ones are to be done again.",
    footer = {"", "Examples:", "  gazette card reopen OPS-42"})
final class ReopenCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              CardServiceGrpc.getReopenCardMethod(),
              ReopenCardRequest.newBuilder().setCardId(id).build());
      session
          .out()
          .next(card, card.getId(), card.getId() + " reopened: " + States.word(card.getState()));
    }
  }
}
