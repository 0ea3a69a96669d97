package dev.gazette.cli.card;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.ListAttachmentsRequest;
import dev.gazette.proto.board.v1.ListAttachmentsResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lists the files of a card.
@Command(
    name = "attachments",
    description =
        "Lists the files of a card, in the order in which they came. With -q, their numbers.",
    footer = {"", "Examples:", "  gazette card attachments OPS-42"})
final class ListAttachments implements Verb {

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    AttachmentServiceGrpc.getListAttachmentsMethod(),
                    ListAttachmentsRequest.newBuilder()
                        .setCardId(card)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListAttachmentsResponse::getAttachmentsList,
            ListAttachmentsResponse::getNextPageToken);
    Paging.print(session, page, attachment -> Long.toString(attachment.getId()), table());
  }

  static Table<Attachment> table() {
    return new Table<Attachment>()
        .column("attachment", Attachment::getId)
        .column("name", Attachment::getName)
        .column("bytes", Attachment::getSizeBytes)
        .column("kind", Attachment::getContentType)
        .column("by", Attachment::getUploadedBy)
        .column("at", attachment -> Times.brief(attachment.getCreateTime()));
  }
}
