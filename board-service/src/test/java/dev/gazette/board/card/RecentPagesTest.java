package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.ListCardsResponse;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecentPagesTest {

  private static final ListCardsRequest ALL =
      ListCardsRequest.newBuilder().setBoardId("ops").build();

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    board.createBoard("ops");
    create("a", "ada");
    create("b", "owner");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private void create(String title, String assignee) {
    var card = Card.newBuilder().setTitle(title).setAssignee(assignee);
    var _ =
        cards.createCard(CreateCardRequest.newBuilder().setBoardId("ops").setCard(card).build());
  }

  private List<Card> list() {
    return cards.listCards(ALL).getCardsList();
  }

  private void assertListed() {
    assertThat(list())
        .allSatisfy(card ->
            assertThat(card)
                .isEqualTo(
                    cards.getCard(GetCardRequest.newBuilder().setCardId(card.getId()).build())));
  }

  @Test
  void page_isReadOnce_untilSomethingHappens() {
    var reads = new AtomicInteger();
    var pages = new RecentPages();
    Runnable ask =
        () ->
            board
                .server()
                .readers()
                .readNow(session ->
                    pages.answer(
                        session,
                        ALL,
                        "ada",
                        _ -> {
                          reads.incrementAndGet();
                          return ListCardsResponse.getDefaultInstance();
                        }));
    ask.run();
    ask.run();
    assertThat(reads).hasValue(1);
    create("c", "");
    ask.run();
    assertThat(reads).hasValue(2);
  }

  @Test
  void whateverIsDone_isListedAtOnce() {
    assertListed();
    var renamed = Card.newBuilder().setId("OPS-1").setTitle("A");
    var _ =
        cards.updateCard(
            UpdateCardRequest.newBuilder()
                .setCard(renamed)
                .setUpdateMask(FieldMask.newBuilder().addPaths("title"))
                .build());
    assertListed();
    var claimed =
        cards.claimCard(
            ClaimCardRequest.newBuilder()
                .setCardId("OPS-1")
                .setWorker("w")
                .setLeaseDuration(Duration.newBuilder().setSeconds(60))
                .build());
    assertListed();
    var _ =
        cards.heartbeatCard(
            HeartbeatCardRequest.newBuilder()
                .setCardId("OPS-1")
                .setEpoch(claimed.getLease().getEpoch())
                .build());
    assertListed();
    var _ =
        cards.releaseCard(
            ReleaseCardRequest.newBuilder()
                .setCardId("OPS-1")
                .setEpoch(claimed.getLease().getEpoch())
                .build());
    assertListed();
    var _ = cards.archiveCard(ArchiveCardRequest.newBuilder().setCardId("OPS-1").build());
    assertThat(list()).extracting(Card::getId).containsExactly("OPS-2");
  }

  @Test
  void mine_isAnotherPageForEach() {
    var mine = ALL.toBuilder().setMine(true).build();
    assertThat(cards.listCards(mine).getCards(0).getTitle()).isEqualTo("b");
    var ada =
        board
            .server()
            .with(board.server().token("ada", "board.read"), CardServiceGrpc::newBlockingStub);
    assertThat(ada.listCards(mine).getCards(0).getTitle()).isEqualTo("a");
  }
}
