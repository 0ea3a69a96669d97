package dev.gazette.board.share;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.util.Durations;
import dev.gazette.board.card.BoardServer;
import dev.gazette.proto.board.v1.BoardShare;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ClaimNextCardOfBoardsRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.ListBoardSharesRequest;
import dev.gazette.proto.board.v1.SetBoardShareRequest;
import dev.gazette.proto.board.v1.ShareServiceGrpc;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ShareGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer server;

  @BeforeEach
  void start() {
    server = new BoardServer(folder);
    server.createBoard("ops");
    server.createBoard("web");
  }

  @AfterEach
  void stop() {
    server.line().drain();
    server.close();
  }

  private String create(String board) {
    return server
        .server()
        .asOwner(CardServiceGrpc::newBlockingStub)
        .createCard(
            CreateCardRequest.newBuilder()
                .setBoardId(board)
                .setCard(Card.newBuilder().setTitle("a"))
                .build())
        .getId();
  }

  private CardServiceBlockingStub worker(String... grants) {
    var tests = server.server();
    return tests.with(tests.token("w", grants), CardServiceGrpc::newBlockingStub);
  }

  private static ClaimNextCardOfBoardsRequest of(String... boards) {
    var request = ClaimNextCardOfBoardsRequest.newBuilder();
    for (String board : boards) {
      request.addBoardIds(board);
    }
    return request.build();
  }

  @Test
  void token_getsCardsOnlyOfBoardsThatItsGrantsCover() {
    create("ops");
    String card = create("web");
    var worker = worker("board.read", "board.work@boards/web");
    assertThat(worker.claimNextCardOfBoards(of()).getCard().getId()).isEqualTo(card);
    assertRefused(NOTHING_READY, () -> worker.claimNextCardOfBoards(of()));
    assertRefused(GRANT_MISSING, () -> worker.claimNextCardOfBoards(of("ops", "web")));
    var blind = worker("board.work");
    assertRefused(NOTHING_READY, () -> blind.claimNextCardOfBoards(of()));
    var reader = worker("board.read");
    assertRefused(GRANT_MISSING, () -> reader.claimNextCardOfBoards(of()));
  }

  @Test
  void waiterForAnyBoard_isWokenByEach() throws Exception {
    var waiting = server.server().asOwner(CardServiceGrpc::newFutureStub);
    var request =
        ClaimNextCardOfBoardsRequest.newBuilder()
            .setNext(ClaimNextCardRequest.newBuilder().setWait(Durations.fromMinutes(1)))
            .build();
    for (String board : new String[] {"ops", "web"}) {
      var answer = waiting.claimNextCardOfBoards(request);
      String card = create(board);
      assertThat(answer.get(20, TimeUnit.SECONDS).getCard().getId()).isEqualTo(card);
    }
  }

  @Test
  void weights_areShownToReaders() {
    var owner = server.server().asOwner(ShareServiceGrpc::newBlockingStub);
    owner.setBoardShare(SetBoardShareRequest.newBuilder().setBoardId("web").setWeight(3).build());
    create("web");
    worker("board.read", "board.work").claimNextCardOfBoards(of());
    assertThat(owner.listBoardShares(ListBoardSharesRequest.getDefaultInstance()).getSharesList())
        .extracting(BoardShare::getBoardId, BoardShare::getWeight, BoardShare::getRunning)
        .containsExactly(tuple("ops", 1, 0), tuple("web", 3, 1));
    var tests = server.server();
    var some =
        tests.with(tests.token("r", "board.read@boards/ops"), ShareServiceGrpc::newBlockingStub);
    assertThat(some.listBoardShares(ListBoardSharesRequest.getDefaultInstance()).getSharesList())
        .extracting(BoardShare::getBoardId)
        .containsExactly("ops");
  }

  @Test
  void badFields_areRefused() {
    var owner = server.server().asOwner(ShareServiceGrpc::newBlockingStub);
    assertRefused(
        BOARD_NOT_FOUND,
        () ->
            owner.setBoardShare(
                SetBoardShareRequest.newBuilder().setBoardId("none").setWeight(3).build()));
    assertRefused(
        INVALID_ARGUMENT,
        () -> owner.setBoardShare(SetBoardShareRequest.newBuilder().setBoardId("ops").build()));
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            worker("board.*")
                .claimNextCardOfBoards(
                    ClaimNextCardOfBoardsRequest.newBuilder()
                        .setNext(ClaimNextCardRequest.newBuilder().setBoardId("ops"))
                        .build()));
  }
}
