package dev.gazette.cli.card;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Group;
import dev.gazette.cli.frame.Session;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.ListAttachmentsRequest;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette card attachment`.
@Command(
    name = "attachment",
    description = "A file of a card: `card attachments` lists them, `card attach` adds one.",
    footer = {
      "",
      "Examples:",
      "  gazette card attachment get OPS-42 report.pdf",
      "  gazette card attachment remove OPS-42 1"
    })
final class AttachmentGroup implements Group {

  private static final int MOST = 1_000;

  @Override
  public List<String> verbs() {
    return List.of("get", "remove");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "get" -> new GetAttachment();
      case "remove" -> new RemoveAttachment();
      default -> throw Group.unknown(name);
    };
  }

  /// The files of a card.
  static List<Attachment> of(Session session, String card) {
    return session
        .call(
            AttachmentServiceGrpc.getListAttachmentsMethod(),
            ListAttachmentsRequest.newBuilder().setCardId(card).setPageSize(MOST).build())
        .getAttachmentsList();
  }

  /// The number of a file that is named by its number or its name.
  static long number(Session session, String card, String named) {
    if (named.matches("[1-9]\\d{0,8}")) {
      return Long.parseLong(named);
    }
    return of(session, card).stream()
        .filter(attachment -> attachment.getName().equals(named))
        .mapToLong(Attachment::getId)
        .findFirst()
        .orElseThrow(() ->
            Failure.because(
                Exit.NOT_FOUND,
                "ATTACHMENT_NOT_FOUND",
                "%s has no attachment %s; `gazette card attachments %s` lists them.",
                card,
                named,
                card));
  }
}
