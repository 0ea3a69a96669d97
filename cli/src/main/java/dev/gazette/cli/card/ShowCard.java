package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.GetCardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows a card.
@Command(
    name = "show",
    description = "Shows a card.",
    footer = {"", "Examples:", "  gazette card show OPS-42", "  gazette card show OPS-42 --json"})
final class ShowCard implements Verb {

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Override
  public void run(Session session) {
    var shown =
        session.call(
            CardServiceGrpc.getGetCardMethod(),
            GetCardRequest.newBuilder().setCardId(card).build());
    session.out().show(shown, shown.getId());
  }
}
