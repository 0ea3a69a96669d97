package dev.gazette.cli.card;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Changes what a card says.
@Command(
    name = "update",
    description = "Changes what a card says: the fields that are given. An empty text clears one.",
    footer = {
      "",
      "Examples:",
      "  gazette card update OPS-42 --title 'Renew both certificates' --priority urgent",
      "  gazette card update OPS-42 --assignee ''",
      "  gazette card update OPS-43 --summary 'renewed until 2028, not 2027'"
    })
final class UpdateCard implements Verb {

  @Mixin final CardChange change = new CardChange();

  @Option(
      names = "--summary",
      paramLabel = "TEXT",
      description = "What came of it, for a card that is done.")
  @Nullable String summary;

  @Override
  public void run(Session session) {
    var mask = FieldMask.newBuilder();
    var card = change.card(session, mask).toBuilder();
    if (summary != null) {
      card.setSummary(summary);
      mask.addPaths("summary");
    }
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
