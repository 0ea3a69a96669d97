package dev.gazette.cli.card;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.SpecifyCardRequest;
import dev.gazette.proto.board.v1.SpecifyServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin final CardChange change = new CardChange();

  @Override
  public void run(Session session) {
    var mask = FieldMask.newBuilder();
    var card = change.card(session, mask);
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
