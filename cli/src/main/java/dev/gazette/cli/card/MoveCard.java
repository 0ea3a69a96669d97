package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.MoveCardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts a card in another column.
@Command(
    name = "move",
    description = "Puts a card in another column.",
    footer = {"", "Examples:", "  gazette card move OPS-42 triage"})
final class MoveCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Parameters(index = "1", paramLabel = "COLUMN", description = "The column's id.")
  String column = "";

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      description = "Refuse if the card changed since it had this etag.")
  String etag = "";

  @Override
  public void run(Session session) {
    var card =
        session.call(
            CardServiceGrpc.getMoveCardMethod(),
            MoveCardRequest.newBuilder().setCardId(id).setColumnId(column).setEtag(etag).build());
    session.out().did(card, card.getId(), card.getId() + " is in " + card.getColumnId());
  }
}
