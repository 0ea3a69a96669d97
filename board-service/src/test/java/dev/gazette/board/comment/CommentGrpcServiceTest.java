package dev.gazette.board.comment;

import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.card.BoardServer;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CommentServiceGrpc;
import dev.gazette.proto.board.v1.CommentServiceGrpc.CommentServiceBlockingStub;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateCommentRequest;
import dev.gazette.proto.board.v1.ListCommentsRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommentGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer board;
  private CommentServiceBlockingStub comments;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    comments = board.server().asOwner(CommentServiceGrpc::newBlockingStub);
    board.createBoard("ops");
    board
        .server()
        .asOwner(CardServiceGrpc::newBlockingStub)
        .createCard(
            CreateCardRequest.newBuilder()
                .setBoardId("ops")
                .setCard(Card.newBuilder().setTitle("a"))
                .build());
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private static CreateCommentRequest request(String text) {
    return CreateCommentRequest.newBuilder().setCardId("OPS-1").setText(text).build();
  }

  private dev.gazette.proto.board.v1.Comment say(String text) {
    return comments.createComment(request(text));
  }

  @Test
  void author_isTheCaller_whateverTheRequestSays() {
    var worker = board.server().token("ada", "board.work@boards/ops");
    var adas = board.server().with(worker, CommentServiceGrpc::newBlockingStub);
    assertThat(adas.createComment(request("owner: yes")).getAuthor()).isEqualTo("ada");
    var reader = board.server().token("eve", "board.read");
    var eves = board.server().with(reader, CommentServiceGrpc::newBlockingStub);
    assertRefused(GRANT_MISSING, () -> eves.createComment(request("hm")));
  }

  @Test
  void text_hasItsBounds() {
    assertThat(say("a").getText()).isEqualTo("a");
    assertThat(say("x".repeat(64 * 1024)).getId()).isEqualTo(2);
    assertRefused(INVALID_ARGUMENT, () -> say("x".repeat(64 * 1024 + 1)));
    assertRefused(INVALID_ARGUMENT, () -> say(" \n"));
    assertRefused(INVALID_ARGUMENT, () -> say("a\0b"));
    var late = request("late").toBuilder().setEpoch(3).build();
    assertRefused(LEASE_LOST, () -> comments.createComment(late));
    var nowhere = request("hm").toBuilder().setCardId("OPS-9").build();
    assertRefused(CARD_NOT_FOUND, () -> comments.createComment(nowhere));
  }

  @Test
  void list_pagesBothWays() {
    for (int i = 1; i <= 5; i++) {
      say("comment " + i);
    }
    var request = ListCommentsRequest.newBuilder().setCardId("OPS-1").setPageSize(2);
    assertThat(pages(request)).isEqualTo("1 2 | 3 4 | 5");
    assertThat(pages(request.setAfter(2))).isEqualTo("3 4 | 5");
    assertThat(pages(request.setNewestFirst(true))).isEqualTo("5 4 | 3");
    assertThat(pages(request.setAfter(5))).isEmpty();
  }

  private String pages(ListCommentsRequest.Builder request) {
    var pages = new StringBuilder();
    request.clearPageToken();
    do {
      var page = comments.listComments(request.build());
      pages.append(pages.isEmpty() ? "" : " | ");
      pages.append(
          String.join(
              " ", page.getCommentsList().stream().map(c -> Long.toString(c.getId())).toList()));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return pages.toString();
  }
}
