package dev.gazette.board.board;

import static dev.gazette.board.error.BoardReason.BOARD_EXISTS;
import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.COLUMN_IN_USE;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.PAGE_TOKEN_INVALID;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.gazette.board.card.BoardServer;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.BoardServiceGrpc.BoardServiceBlockingStub;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.Column;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.ListBoardsRequest;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoardGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer server;
  private BoardServiceBlockingStub boards;

  @BeforeEach
  void start() {
    server = new BoardServer(folder);
    boards = server.server().asOwner(BoardServiceGrpc::newBlockingStub);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static UpdateBoardRequest update(Board.Builder board, String... paths) {
    return UpdateBoardRequest.newBuilder()
        .setBoard(board)
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
        .build();
  }

  private List<String> ids(BoardServiceBlockingStub stub) {
    return stub.listBoards(ListBoardsRequest.getDefaultInstance()).getBoardsList().stream()
        .map(Board::getId)
        .toList();
  }

  @Test
  void create_thenGet() {
    var made =
        boards.createBoard(
            CreateBoardRequest.newBuilder()
                .setBoardId("my-team")
                .setBoard(Board.newBuilder().setTitle("Équipe 🚀").setDescription("a\nb"))
                .build());
    assertThat(made.getTitle()).isEqualTo("Équipe 🚀");
    assertThat(made.getColumnsList()).hasSize(10);
    assertThat(boards.getBoard(GetBoardRequest.newBuilder().setBoardId("my-team").build()))
        .isEqualTo(made);
    assertRefused(BOARD_EXISTS, () -> server.createBoard("my-team"));
    assertThat(server.createBoard("ops")).isEqualTo(server.createBoard("ops"));
  }

  @Test
  void create_withBadFields_isRefused() {
    var request = CreateBoardRequest.newBuilder().setBoardId("ops");
    for (String id : List.of("", "OPS", "a b", "../x", "a/b", "1a", "a".repeat(33))) {
      assertRefused(INVALID_ARGUMENT, () -> server.createBoard(id));
    }
    for (var board :
        List.of(
            Board.newBuilder().setId("other"),
            Board.newBuilder().setTitle("x".repeat(201)),
            Board.newBuilder().setTitle("a\nb"),
            Board.newBuilder().setDescription("x".repeat(10_001)),
            Board.newBuilder().setDescription("\0"),
            Board.newBuilder().addColumns(Column.newBuilder().setId("a")),
            Board.newBuilder()
                .addColumns(Column.newBuilder().setId("A").setState(CardState.CARD_STATE_READY)),
            Board.newBuilder()
                .addColumns(Column.newBuilder().setId("a").setState(CardState.CARD_STATE_READY)),
            Board.newBuilder()
                .addColumns(
                    Column.newBuilder()
                        .setId("a")
                        .setState(CardState.CARD_STATE_READY)
                        .setWipLimit(-1)))) {
      assertRefused(INVALID_ARGUMENT, () -> boards.createBoard(request.setBoard(board).build()));
    }
  }

  @Test
  void get_ofUnknown_isRefused() {
    assertRefused(
        BOARD_NOT_FOUND,
        () -> boards.getBoard(GetBoardRequest.newBuilder().setBoardId("ops").build()));
  }

  @Test
  void update_byMaskAndEtag() {
    var made = server.createBoard("ops");
    var change = Board.newBuilder().setId("ops").setTitle("Ops").setEtag(made.getEtag());
    var after = boards.updateBoard(update(change, "title"));
    assertThat(after.getTitle()).isEqualTo("Ops");
    assertRefused(ETAG_STALE, () -> boards.updateBoard(update(change, "title")));
    assertRefused(INVALID_ARGUMENT, () -> boards.updateBoard(update(change)));
    assertRefused(INVALID_ARGUMENT, () -> boards.updateBoard(update(change, "id")));
    assertRefused(BOARD_NOT_FOUND, () -> boards.updateBoard(update(change.setId("no"), "title")));
  }

  @Test
  void update_ofColumns_setsLimitsThatHold() {
    var made = server.createBoard("ops");
    var limited = made.toBuilder();
    limited.getColumnsBuilder(4).setWipLimit(1).setTitle("Doing");
    var after = boards.updateBoard(update(limited, "columns"));
    assertThat(after.getColumns(4).getTitle()).isEqualTo("Doing");
    var cards = server.server().asOwner(CardServiceGrpc::newBlockingStub);
    for (int i = 0; i < 2; i++) {
      cards.createCard(
          CreateCardRequest.newBuilder()
              .setBoardId("ops")
              .setCard(Card.newBuilder().setTitle("a"))
              .build());
    }
    var next = ClaimNextCardRequest.newBuilder().setBoardId("ops").build();
    cards.claimNextCard(next);
    assertRefused(WIP_LIMIT_REACHED, () -> cards.claimNextCard(next));
    var read = boards.getBoard(GetBoardRequest.newBuilder().setBoardId("ops").build());
    assertThat(read.getColumns(3).getCardCount()).isEqualTo(1);
    assertThat(read.getColumns(4).getCardCount()).isEqualTo(1);
    var turned = read.toBuilder().clearEtag();
    turned.getColumnsBuilder(4).setId("doing");
    assertRefused(COLUMN_IN_USE, () -> boards.updateBoard(update(turned, "columns")));
  }

  @Test
  void list_holdsWhatTheCallerMayRead() {
    List.of("a", "b", "c").forEach(server::createBoard);
    assertThat(ids(boards)).containsExactly("a", "b", "c");
    var some = server.server().token("some", "board.read@boards/b", "board.work@boards/a");
    assertThat(ids(server.server().with(some, BoardServiceGrpc::newBlockingStub)))
        .containsExactly("b");
    var none = server.server().token("none", "board.work");
    assertRefused(
        GRANT_MISSING, () -> ids(server.server().with(none, BoardServiceGrpc::newBlockingStub)));
  }

  @Test
  void list_pages() {
    List.of("a", "b", "c").forEach(server::createBoard);
    var request = ListBoardsRequest.newBuilder().setPageSize(2);
    var first = boards.listBoards(request.build());
    assertThat(first.getBoardsList()).hasSize(2);
    var rest = boards.listBoards(request.setPageToken(first.getNextPageToken()).build());
    assertThat(rest.getBoardsList().stream().map(Board::getId)).containsExactly("c");
    assertThat(rest.getNextPageToken()).isEmpty();
    assertRefused(
        PAGE_TOKEN_INVALID, () -> boards.listBoards(request.setPageToken("AAAA").build()));
  }
}
