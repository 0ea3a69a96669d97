package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.proto.board.v1.ContextServiceGrpc;
import dev.gazette.proto.board.v1.GetCardContextRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints what a worker should know of a card.
@Command(
    name = "context",
    description =
        "Prints what a worker should know of a card: what is to be done, what its parents came to,"
            + " earlier attempts, what its assignee did last, and the comments. What people and"
            + " workers wrote stands behind `> `; what is too long is cut, and says so.",
    footer = {
      "",
      "Examples:",
      "  gazette card context OPS-42",
      "  gazette card context OPS-42 --json"
    })
final class ShowContext implements Verb {

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Override
  public void run(Session session) {
    var context =
        session.call(
            ContextServiceGrpc.getGetCardContextMethod(),
            GetCardContextRequest.newBuilder().setCardId(card).build());
    var out = session.out();
    if (out.form() == Output.Form.PEOPLE) {
      out.piece(context.getText());
    } else {
      out.did(context, context.getCardId(), "");
    }
  }
}
