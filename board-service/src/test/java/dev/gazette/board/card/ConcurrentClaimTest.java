package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_HELD;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.Refusals;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many workers at once, through the whole server.
final class ConcurrentClaimTest {

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    board.createBoard("ops");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private String create() {
    return cards
        .createCard(
            CreateCardRequest.newBuilder()
                .setBoardId("ops")
                .setCard(Card.newBuilder().setTitle("a"))
                .build())
        .getId();
  }

  @Test
  void claim_by64AtOnce_oneWins() throws Exception {
    String id = create();
    var claim = ClaimCardRequest.newBuilder().setCardId(id).build();
    var outcomes =
        Crowd.atOnce(() -> {
          try {
            cards.claimCard(claim);
            return "WON";
          } catch (StatusRuntimeException refused) {
            return Refusals.info(refused).getReason();
          }
        });
    assertThat(outcomes).filteredOn("WON"::equals).hasSize(1);
    assertThat(outcomes).filteredOn(CARD_HELD.name()::equals).hasSize(Crowd.SIZE - 1);
  }

  @Test
  void claimNext_by64AtOnce_givesEachCardOnce() throws Exception {
    for (int i = 0; i < 200; i++) {
      create();
    }
    Set<String> taken = ConcurrentHashMap.newKeySet();
    var done = Crowd.atOnce(() -> work(taken)).stream().mapToInt(Integer::intValue).sum();
    assertThat(done).isEqualTo(200);
    assertThat(taken).hasSize(200);
  }

  /// Claims and completes until nothing is ready; answers how many.
  private int work(Set<String> taken) {
    int done = 0;
    while (true) {
      Claim claim;
      try {
        claim = cards.claimNextCard(ClaimNextCardRequest.newBuilder().setBoardId("ops").build());
      } catch (StatusRuntimeException refused) {
        assertThat(Refusals.info(refused).getReason()).isEqualTo(NOTHING_READY.name());
        return done;
      }
      assertThat(taken.add(claim.getCard().getId())).isTrue();
      cards.completeCard(
          CompleteCardRequest.newBuilder()
              .setCardId(claim.getCard().getId())
              .setEpoch(claim.getLease().getEpoch())
              .build());
      done++;
    }
  }
}
