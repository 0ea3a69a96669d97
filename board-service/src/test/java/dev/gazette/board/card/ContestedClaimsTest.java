package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.card.CardHistory.Kind;
import dev.gazette.platform.testkit.Refusals;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 64 callers at once, through the whole service and real sockets: no card is given out twice, and
/// what they saw is {@link CardHistory linearizable}.
@Tag("proof")
final class ContestedClaimsTest {

  @TempDir Path folder;
  private LiveBoard board;
  private CardServiceBlockingStub cards;

  @BeforeEach
  void start() {
    board = new LiveBoard(folder);
    cards = board.cards();
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private static int claims() {
    return switch (System.getProperty("gazette.proof", "quick")) {
      case "full" -> 1_000_000;
      case "ci" -> 50_000;
      default -> 1_000;
    };
  }

  @Test
  void claims_by64AtOnce_areLinearizable() throws Exception {
    var contest = new Contest(cards, claims());
    long granted = Crowd.atOnce(contest::work).stream().mapToLong(Long::longValue).sum();
    var histories = contest.histories();
    assertThat(histories.stream().map(CardHistory::problem).flatMap(Optional::stream)).isEmpty();
    assertThat(granted).isGreaterThanOrEqualTo(claims()).isEqualTo(count(contest, Kind.CLAIMED));
    assertThat(count(contest, Kind.REFUSED_AS_HELD)).as("contested").isPositive();
    assertThat(count(contest, Kind.REFUSED_AS_LOST)).as("late calls").isGreaterThan(granted / 20);
  }

  private static long count(Contest contest, Kind kind) {
    return contest.histories().stream().mapToLong(history -> history.count(kind)).sum();
  }

  @Test
  void claimNext_by64AtOnce_givesEachCardOnce() throws Exception {
    var request = CreateCardRequest.newBuilder().setBoardId("default");
    for (int i = 0; i < 200; i++) {
      cards.createCard(request.setCard(Card.newBuilder().setTitle("a")).build());
    }
    Set<String> taken = ConcurrentHashMap.newKeySet();
    var done = Crowd.atOnce(() -> work(taken)).stream().mapToInt(Integer::intValue).sum();
    assertThat(done).isEqualTo(200);
    assertThat(taken).hasSize(200);
  }

  /// Claims and completes until nothing is ready; answers how many.
  private int work(Set<String> taken) {
    var next = ClaimNextCardRequest.newBuilder().setBoardId("default").build();
    for (int done = 0; ; done++) {
      try {
        var claim = cards.claimNextCard(next);
        assertThat(taken.add(claim.getCard().getId())).isTrue();
        cards.completeCard(
            CompleteCardRequest.newBuilder()
                .setCardId(claim.getCard().getId())
                .setEpoch(claim.getLease().getEpoch())
                .build());
      } catch (StatusRuntimeException refused) {
        assertThat(Refusals.info(refused).getReason()).isEqualTo(NOTHING_READY.name());
        return done;
      }
    }
  }
}
