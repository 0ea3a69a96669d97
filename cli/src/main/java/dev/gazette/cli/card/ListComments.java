package dev.gazette.cli.card;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Table;
import dev.gazette.proto.board.v1.Comment;
import dev.gazette.proto.board.v1.CommentServiceGrpc;
import dev.gazette.proto.board.v1.ListCommentsRequest;
import dev.gazette.proto.board.v1.ListCommentsResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists what was said about a card.
@Command(
    name = "comments",
    description = "Lists what was said about a card, oldest first. With -q, the comments' numbers.",
    footer = {
      "",
      "Examples:",
      "  gazette card comments OPS-42",
      "  gazette card comments OPS-42 --after 7 --json"
    })
final class ListComments implements Verb {

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Option(
      names = "--after",
      paramLabel = "N",
      description = "Only those after the comment of this number.")
  long after;

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var request = ListCommentsRequest.newBuilder().setCardId(card).setAfter(after);
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    CommentServiceGrpc.getListCommentsMethod(),
                    request.setPageSize(size).setPageToken(token).build()),
            ListCommentsResponse::getCommentsList,
            ListCommentsResponse::getNextPageToken);
    if (session.out().form() == Output.Form.PEOPLE && !page.items().isEmpty()) {
      Talk.print(session, page.items());
      Paging.tellOfMore(session, page);
    } else {
      Paging.print(session, page, comment -> Long.toString(comment.getId()), new Table<Comment>());
    }
  }
}
