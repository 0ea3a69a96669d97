package dev.gazette.cli.card;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.SpecifyCardRequest;
import dev.gazette.proto.board.v1.SpecifyServiceGrpc;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what is to be done of a card in triage.
@Command(
    name = "specify",
    description =
        "Says what is to be done of a card in triage and takes it out of there, both or neither.",
    footer = {
      "",
      "Examples:",
      "  gazette card specify OPS-42 --title 'Free the disk' --body-file plan.md --assignee ben"
    })
final class SpecifyCard implements Verb {

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
    var specified =
        session.call(
            SpecifyServiceGrpc.getSpecifyCardMethod(),
            SpecifyCardRequest.newBuilder().setCard(card).setUpdateMask(mask).build());
    session
        .out()
        .did(
            specified,
            specified.getId(),
            "%s specified: %s".formatted(specified.getId(), States.word(specified.getState())));
  }
}
