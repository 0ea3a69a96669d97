package dev.gazette.cli.card;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.frame.Session;
import dev.gazette.proto.board.v1.Card;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A card and what is to be changed of it.
final class CardChange {

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

  /// Answers the card with what was given, and fills a mask with what that was.
  Card card(Session session, FieldMask.Builder mask) {
    var card = Card.newBuilder().setId(id).setEtag(etag);
    if (title != null) {
      card.setTitle(title);
      mask.addPaths("title");
    }
    fields.fill(session, card, mask);
    return card.build();
  }
}
