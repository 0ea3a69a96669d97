package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.DeleteCardRequest;
import dev.gazette.proto.board.v1.TrashServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Puts cards into the trash.
@Command(
    name = "delete",
    description =
        "Puts cards into the trash that are archived or have ended: gone for everybody, but for 30 days"
            + " `restore` brings them back.",
    footer = {"", "Examples:", "  gazette card delete OPS-42 OPS-43"})
final class DeleteCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var trashed =
          session.call(
              TrashServiceGrpc.getDeleteCardMethod(),
              DeleteCardRequest.newBuilder().setCardId(id).build());
      String card = trashed.getCard().getId();
      session
          .out()
          .next(
              trashed,
              card,
              "%s deleted; it can be restored until %s"
                  .formatted(card, Times.brief(trashed.getPurgeTime())));
    }
  }
}
