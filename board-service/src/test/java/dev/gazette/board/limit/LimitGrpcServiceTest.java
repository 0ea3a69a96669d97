package dev.gazette.board.limit;

import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.board.error.BoardReason.POOL_FULL;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.util.Durations;
import dev.gazette.board.card.BoardServer;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.LimitServiceGrpc;
import dev.gazette.proto.board.v1.LimitServiceGrpc.LimitServiceBlockingStub;
import dev.gazette.proto.board.v1.ListPoolsRequest;
import dev.gazette.proto.board.v1.ListWipLimitsRequest;
import dev.gazette.proto.board.v1.Pool;
import dev.gazette.proto.board.v1.PoolServiceGrpc;
import dev.gazette.proto.board.v1.PoolServiceGrpc.PoolServiceBlockingStub;
import dev.gazette.proto.board.v1.RemovalServiceGrpc;
import dev.gazette.proto.board.v1.RemoveBoardRequest;
import dev.gazette.proto.board.v1.RemovePoolRequest;
import dev.gazette.proto.board.v1.RestoreBoardRequest;
import dev.gazette.proto.board.v1.SetPoolRequest;
import dev.gazette.proto.board.v1.SetWipLimitRequest;
import dev.gazette.proto.board.v1.WipLimit;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LimitGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer server;
  private LimitServiceBlockingStub limits;
  private PoolServiceBlockingStub pools;
  private CardServiceBlockingStub cards;

  @BeforeEach
  void start() {
    open();
    server.createBoard("ops");
    server.createBoard("web");
  }

  private void open() {
    server = new BoardServer(folder);
    limits = server.server().asOwner(LimitServiceGrpc::newBlockingStub);
    pools = server.server().asOwner(PoolServiceGrpc::newBlockingStub);
    cards = server.server().asOwner(CardServiceGrpc::newBlockingStub);
  }

  @AfterEach
  void stop() {
    server.line().drain();
    server.close();
  }

  private static SetWipLimitRequest limit(String board, String assignee, int most) {
    return SetWipLimitRequest.newBuilder()
        .setBoardId(board)
        .setAssignee(assignee)
        .setMost(most)
        .build();
  }

  private static SetPoolRequest pool(String id, int capacity) {
    return SetPoolRequest.newBuilder().setPoolId(id).setCapacity(capacity).build();
  }

  private String create(String pool) {
    return cards
        .createCard(
            CreateCardRequest.newBuilder()
                .setBoardId("ops")
                .setCard(Card.newBuilder().setTitle("a").setPoolId(pool))
                .build())
        .getId();
  }

  private void claim(String id) {
    cards.claimCard(ClaimCardRequest.newBuilder().setCardId(id).build());
  }

  @Test
  void limitsOfARemovedBoard_areNotListed_untilTheBoardIsBack() {
    limits.setWipLimit(limit("ops", "", 3));
    limits.setWipLimit(limit("", "ben", 2));
    var before = limits.listWipLimits(ListWipLimitsRequest.getDefaultInstance());
    assertThat(before.getLimitsList()).hasSize(2);
    var removals = server.server().asOwner(RemovalServiceGrpc::newBlockingStub);
    removals.removeBoard(RemoveBoardRequest.newBuilder().setBoardId("ops").build());
    assertThat(limits.listWipLimits(ListWipLimitsRequest.getDefaultInstance()).getLimitsList())
        .extracting(WipLimit::getAssignee)
        .containsExactly("ben");
    removals.restoreBoard(RestoreBoardRequest.newBuilder().setBoardId("ops").build());
    assertThat(limits.listWipLimits(ListWipLimitsRequest.getDefaultInstance())).isEqualTo(before);
  }

  @Test
  void limits_outliveARestart_andTellWhatRuns() {
    limits.setWipLimit(limit("ops", "", 1));
    pools.setPool(pool("gpu", 1));
    claim(create("gpu"));
    server.close();
    open();
    assertThat(limits.listWipLimits(ListWipLimitsRequest.getDefaultInstance()).getLimitsList())
        .extracting(WipLimit::getBoardId, WipLimit::getMost, WipLimit::getRunning)
        .containsExactly(tuple("ops", 1, 1));
    assertThat(pools.listPools(ListPoolsRequest.getDefaultInstance()).getPoolsList())
        .extracting(Pool::getId, Pool::getCapacity, Pool::getRunning)
        .containsExactly(tuple("gpu", 1, 1));
    String second = create("");
    assertRefused(WIP_LIMIT_REACHED, () -> claim(second));
  }

  @Test
  void fullPool_isToldOfByItsReason() {
    pools.setPool(pool("gpu", 1));
    claim(create("gpu"));
    String second = create("gpu");
    assertThat(assertRefused(POOL_FULL, () -> claim(second)))
        .contains("pool gpu runs 1 of at most 1 cards (OPS-1)");
    var next = ClaimNextCardRequest.newBuilder().setBoardId("ops").build();
    assertThat(assertRefused(NOTHING_READY, () -> cards.claimNextCard(next)))
        .contains("pool gpu runs 1 of at most 1");
  }

  @Test
  void roomInAPool_wakesAWaiter() throws Exception {
    pools.setPool(pool("gpu", 1));
    String first = create("gpu");
    claim(first);
    String second = create("gpu");
    String third = create("gpu");
    var waiting = server.server().asOwner(CardServiceGrpc::newFutureStub);
    var next =
        ClaimNextCardRequest.newBuilder()
            .setBoardId("ops")
            .setWait(Durations.fromMinutes(1))
            .build();
    var answer = waiting.claimNextCard(next);
    cards.completeCard(CompleteCardRequest.newBuilder().setCardId(first).setEpoch(1).build());
    assertThat(answer.get(20, TimeUnit.SECONDS).getCard().getId()).isEqualTo(second);
    var more = waiting.claimNextCard(next);
    pools.setPool(pool("gpu", 2));
    assertThat(more.get(20, TimeUnit.SECONDS).getCard().getId()).isEqualTo(third);
  }

  @Test
  void limitsOfOthers_areNotShown_andNotSet() {
    limits.setWipLimit(limit("ops", "", 3));
    limits.setWipLimit(limit("web", "", 3));
    limits.setWipLimit(limit("", "coder", 3));
    var tests = server.server();
    var reader =
        tests.with(
            tests.token("r", "board.read@boards/web", "board.admin@boards/web"),
            LimitServiceGrpc::newBlockingStub);
    assertThat(reader.listWipLimits(ListWipLimitsRequest.getDefaultInstance()).getLimitsList())
        .extracting(WipLimit::getBoardId, WipLimit::getAssignee)
        .containsExactly(tuple("", "coder"), tuple("web", ""));
    assertRefused(GRANT_MISSING, () -> reader.setWipLimit(limit("ops", "", 1)));
    assertRefused(GRANT_MISSING, () -> reader.setWipLimit(limit("", "", 1)));
    var hers =
        tests.with(tests.token("p", "board.admin@boards/web"), PoolServiceGrpc::newBlockingStub);
    assertRefused(GRANT_MISSING, () -> hers.setPool(pool("gpu", 1)));
    assertRefused(
        GRANT_MISSING,
        () -> hers.removePool(RemovePoolRequest.newBuilder().setPoolId("gpu").build()));
  }

  @Test
  void badFields_areRefused() {
    assertRefused(INVALID_ARGUMENT, () -> limits.setWipLimit(limit("ops", "", 0)));
    assertRefused(INVALID_ARGUMENT, () -> limits.setWipLimit(limit("ops", "x".repeat(101), 1)));
    assertRefused(INVALID_ARGUMENT, () -> pools.setPool(pool("GPU", 1)));
    assertRefused(INVALID_ARGUMENT, () -> pools.setPool(pool("gpu", -1)));
    assertRefused(INVALID_ARGUMENT, () -> create("no pool"));
  }
}
