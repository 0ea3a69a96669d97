package dev.gazette.cli.card;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Changes what a card says.
@Command(
    name = "update",
    description = "Changes what a card says: the fields that are given. An empty text clears one.",
    footer = {
      "",
      "Examples:",
      "  gazette card update OPS-42 --title 'Renew both certificates' --priority urgent",
      "  gazette card update OPS-42 --assignee ''"
    })
final class UpdateCard implements Verb {

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Option(names = "--title", paramLabel = "TITLE", description = "What is to be done, in one line.")
  @Nullable String title;

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      description = "Refuse if the card changed since it had this etag.")
  String etag = "";

  @Mixin final CardFields fields = new CardFields();

  @Override
  public void run(Session session) {
    var card = Card.newBuilder().setId(id).setEtag(etag);
    var mask = FieldMask.newBuilder();
    if (title != null) {
      card.setTitle(title);
      mask.addPaths("title");
    }
    fields.fill(session, card, mask);
    if (mask.getPathsCount() == 0) {
      throw Failure.usage("Give at least one field to change, e.g. --title TITLE.");
    }
    var updated =
        session.call(
            CardServiceGrpc.getUpdateCardMethod(),
            UpdateCardRequest.newBuilder().setCard(card).setUpdateMask(mask).build());
    session
        .out()
        .did(
            updated,
            updated.getId(),
            updated.getId() + " updated: " + String.join(", ", mask.getPathsList()));
  }
}
