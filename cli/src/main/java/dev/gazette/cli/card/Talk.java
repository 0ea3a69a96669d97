package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.Comment;
import dev.gazette.proto.board.v1.CommentServiceGrpc;
import dev.gazette.proto.board.v1.ListCommentsRequest;
import java.util.List;

/// Comments for people: who said it and when, and below that all of it.
final class Talk {

  private static final int SHOWN = 5;
  private static final String INDENT = "  ";

  private Talk() {}

  /// Prints the last five comments on a card.
  static void printNewest(Session session, String card) {
    var newest =
        session
            .call(
                CommentServiceGrpc.getListCommentsMethod(),
                ListCommentsRequest.newBuilder()
                    .setCardId(card)
                    .setNewestFirst(true)
                    .setPageSize(SHOWN)
                    .build())
            .getCommentsList();
    if (!newest.isEmpty()) {
      session.out().write("");
      long earlier = newest.getLast().getId() - 1;
      if (earlier > 0) {
        session.out().write(session.out().style().dim("%d earlier".formatted(earlier)));
      }
      print(session, newest.reversed());
    }
  }

  static void print(Session session, List<Comment> comments) {
    for (var comment : comments) {
      session.out().write(session.out().style().bold(heading(comment)));
      Text.block(comment.getText()).lines().forEach(line -> session.out().write(INDENT + line));
    }
  }

  private static String heading(Comment comment) {
    String run = comment.getEpoch() == 0 ? "" : ", run " + comment.getEpoch();
    return Text.line(
        "%d %s, %s%s"
            .formatted(
                comment.getId(), comment.getAuthor(), Times.brief(comment.getCreateTime()), run));
  }
}
