package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.RestoreCardRequest;
import dev.gazette.proto.board.v1.TrashServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Brings deleted cards back.
@Command(
    name = "restore",
    description = "Brings deleted cards back as they were; `card trash` lists those that can be.",
    footer = {"", "Examples:", "  gazette card restore OPS-42"})
final class RestoreCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              TrashServiceGrpc.getRestoreCardMethod(),
              RestoreCardRequest.newBuilder().setCardId(id).build());
      session
          .out()
          .next(card, card.getId(), card.getId() + " is back: " + States.word(card.getState()));
    }
  }
}
