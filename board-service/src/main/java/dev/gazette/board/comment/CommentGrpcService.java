package dev.gazette.board.comment;

import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Cards;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.CommentServiceGrpc.CommentServiceImplBase;
import dev.gazette.proto.board.v1.CreateCommentRequest;
import dev.gazette.proto.board.v1.ListCommentsRequest;
import dev.gazette.proto.board.v1.ListCommentsResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;

/// Serves comments: parses, calls, renders.
@Singleton
public final class CommentGrpcService extends CommentServiceImplBase {

  private final Calls calls;
  private final Cards cards;
  private final Comments comments;

  /// Serves these comments.
  public CommentGrpcService(Calls calls, Cards cards, Comments comments) {
    this.calls = calls;
    this.cards = cards;
    this.comments = comments;
  }

  @Override
  public void createComment(
      CreateCommentRequest request, StreamObserver<dev.gazette.proto.board.v1.Comment> observer) {
    var actor = Calls.actor();
    var card = CardId.parse(request.getCardId());
    String text = CommentProtos.text(request.getText());
    long epoch = CommentProtos.epoch(request);
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Comment.parser(),
        tx -> CommentProtos.render(comments.create(tx, actor, card, text, epoch)));
  }

  @Override
  public void listComments(
      ListCommentsRequest request, StreamObserver<ListCommentsResponse> observer) {
    var card = CardId.parse(request.getCardId());
    long after = CommentProtos.after(request);
    boolean newestFirst = request.getNewestFirst();
    var page =
        Page.of(
            request.getPageSize(), request.getPageToken(), "comments", card, after, newestFirst);
    long from = page.first() || newestFirst ? after : page.numberAfter(0);
    long to = page.first() || !newestFirst ? Long.MAX_VALUE : page.numberAfter(0);
    calls.read(
        observer,
        session -> {
          cards.require(session, card);
          return render(page, comments.list(session, card, from, to, newestFirst, page.size() + 1));
        });
  }

  /// One comment more than the page holds was asked for, to know whether there is a next.
  private static ListCommentsResponse render(Page page, List<Comment> found) {
    var response = ListCommentsResponse.newBuilder();
    found.stream().limit(page.size()).map(CommentProtos::render).forEach(response::addComments);
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(found.get(page.size() - 1).id()));
    }
    return response.build();
  }
}
