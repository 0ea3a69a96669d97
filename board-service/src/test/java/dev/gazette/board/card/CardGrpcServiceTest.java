package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.CARD_HELD;
import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.board.error.BoardReason.COLUMN_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;
import static dev.gazette.board.error.BoardReason.MOVE_NEEDS_VERB;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.PAGE_TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.REQUEST_ID_REUSED;
import static dev.gazette.platform.error.PlatformReason.TOKEN_MISSING;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardOrder;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.MoveCardRequest;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import dev.gazette.proto.board.v1.Run;
import dev.gazette.proto.board.v1.RunOutcome;
import dev.gazette.proto.board.v1.UnarchiveCardRequest;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CardGrpcServiceTest {

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

  private Card create(Card.Builder card) {
    return cards.createCard(CreateCardRequest.newBuilder().setBoardId("ops").setCard(card).build());
  }

  private Card create(String title) {
    return create(Card.newBuilder().setTitle(title));
  }

  private Card get(String id) {
    return cards.getCard(GetCardRequest.newBuilder().setCardId(id).build());
  }

  private Claim claim(String id) {
    return cards.claimCard(ClaimCardRequest.newBuilder().setCardId(id).setWorker("w1").build());
  }

  private Card complete(String id, long epoch) {
    return cards.completeCard(
        CompleteCardRequest.newBuilder().setCardId(id).setEpoch(epoch).setSummary("ok").build());
  }

  @Test
  void create_thenGet_givesEverythingBack() {
    var made =
        create(
            Card.newBuilder()
                .setTitle("  Ship it 🚢 مرحبا  ")
                .setBody("'; DROP TABLE card; --\r\n\t# x")
                .setPriority(-4)
                .addLabels("b")
                .addLabels("a")
                .addLabels("b")
                .setAssignee("ben")
                .setDueTime(Timestamp.newBuilder().setSeconds(1_900_000_000).setNanos(5_000_000))
                .setRepositoryId("repo1"));
    assertThat(made.getId()).isEqualTo("OPS-1");
    assertThat(made.getTitle()).isEqualTo("Ship it 🚢 مرحبا");
    assertThat(made.getLabelsList()).containsExactly("b", "a");
    assertThat(made.getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertThat(made.getColumnId()).isEqualTo("ready");
    assertThat(made.getCreatedBy()).isEqualTo("owner");
    assertThat(made.hasLease()).isFalse();
    assertThat(get("OPS-1")).isEqualTo(made);
    assertThat(get("ops-1")).isEqualTo(made);
  }

  @Test
  void create_withBadFields_isRefused() {
    assertThat(refusedCreate(Card.newBuilder())).contains("card.title is empty");
    assertThat(refusedCreate(Card.newBuilder().setTitle("x".repeat(501)))).contains("at most 500");
    assertThat(refusedCreate(Card.newBuilder().setTitle("x".repeat(1024 * 1024))))
        .contains("card.title has 1,048,576 characters");
    assertThat(refusedCreate(Card.newBuilder().setTitle("a\0b"))).contains("control character");
    assertThat(refusedCreate(named().setBody("\0"))).contains("NUL");
    assertThat(refusedCreate(named().setBody("x".repeat(1024 * 1024 + 1)))).contains("card.body");
    assertThat(refusedCreate(named().setPriority(1_000_001))).contains("card.priority");
    assertThat(refusedCreate(named().addLabels(" "))).contains("card.labels is empty");
    assertThat(refusedCreate(named().addLabels("x".repeat(101)))).contains("at most 100");
    assertThat(refusedCreate(named().addAllLabels(java.util.Collections.nCopies(51, "x"))))
        .contains("at most 50");
    assertThat(refusedCreate(named().setAssignee("x".repeat(101)))).contains("card.assignee");
    assertThat(refusedCreate(named().setRepositoryId("x".repeat(201)))).contains("repository_id");
    assertThat(refusedCreate(named().setDueTime(Timestamp.newBuilder().setNanos(-1))))
        .contains("card.due_time");
    assertThat(refusedCreate(named().setSummary("x"))).contains("card.summary cannot be given");
    assertThat(refusedCreate(named().setId("OPS-7"))).contains("card.id cannot be given");
    assertThat(refusedCreate(named().setBoardId("dev"))).contains("card.board_id");
    assertThat(refusedCreate(named().setColumnId("Done!"))).contains("A column's id");
    assertThat(refusedCreate(named().setColumnId("done"))).contains("of state triage or ready");
    assertRefused(COLUMN_NOT_FOUND, () -> create(named().setColumnId("nope")));
  }

  private static Card.Builder named() {
    return Card.newBuilder().setTitle("a");
  }

  private String refusedCreate(Card.Builder card) {
    return assertRefused(INVALID_ARGUMENT, () -> create(card));
  }

  @Test
  void create_withTheLargestBody_isKept() {
    var made = create(named().setBody("ü".repeat(512 * 1024)));
    assertThat(get(made.getId()).getBody()).hasSize(512 * 1024);
  }

  @Test
  void create_onUnknownBoard_isRefused() {
    assertRefused(
        BOARD_NOT_FOUND,
        () ->
            cards.createCard(
                CreateCardRequest.newBuilder().setBoardId("dev").setCard(named()).build()));
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            cards.createCard(
                CreateCardRequest.newBuilder().setBoardId("../x").setCard(named()).build()));
  }

  @Test
  void create_repeated_isDoneOnce() {
    var request =
        CreateCardRequest.newBuilder().setBoardId("ops").setCard(named()).setRequestId("r1");
    var first = cards.createCard(request.build());
    assertThat(cards.createCard(request.build())).isEqualTo(first);
    assertThat(create("b").getId()).isEqualTo("OPS-2");
    assertRefused(
        REQUEST_ID_REUSED,
        () -> cards.createCard(request.setCard(Card.newBuilder().setTitle("other")).build()));
  }

  @Test
  void claimAndComplete_repeated_giveTheSameAnswers() {
    var id = create("a").getId();
    var claim = ClaimCardRequest.newBuilder().setCardId(id).setRequestId("r1").build();
    var claimed = cards.claimCard(claim);
    assertThat(claimed.getLease().getWorker()).isEqualTo("owner");
    assertThat(claimed.getLease().getDuration().getSeconds()).isEqualTo(900);
    assertThat(cards.claimCard(claim)).isEqualTo(claimed);
    var complete =
        CompleteCardRequest.newBuilder().setCardId(id).setEpoch(1).setRequestId("r2").build();
    var done = cards.completeCard(complete);
    assertThat(cards.completeCard(complete)).isEqualTo(done);
    assertRefused(LEASE_LOST, () -> complete(id, 1));
  }

  @Test
  void claim_ofWhatIsHeld_namesTheWorker() {
    var id = create("a").getId();
    claim(id);
    assertThat(assertRefused(CARD_HELD, () -> claim(id)))
        .isEqualTo(
            "Cannot claim OPS-1: held by w1 until 2026-01-01T12:15:00Z. Wait for it, or name the lease's epoch.");
    assertRefused(CARD_HELD, () -> complete(id, 0));
    assertRefused(LEASE_LOST, () -> complete(id, 7));
    assertThat(complete(id, 1).getState()).isEqualTo(CardState.CARD_STATE_DONE);
    assertRefused(CARD_STATE_WRONG, () -> claim(id));
    assertRefused(CARD_NOT_FOUND, () -> claim("OPS-9"));
    assertRefused(CARD_NOT_FOUND, () -> claim("DEV-1"));
    assertRefused(INVALID_ARGUMENT, () -> claim("nonsense"));
  }

  @Test
  void claim_withBadTerms_isRefused() {
    var id = create("a").getId();
    var request = ClaimCardRequest.newBuilder().setCardId(id);
    for (var wrong :
        new ClaimCardRequest.Builder[] {
          request.clone().setWorker("x".repeat(201)),
          request.clone().setLeaseDuration(Duration.newBuilder().setNanos(999_999_999)),
          request.clone().setLeaseDuration(Duration.newBuilder().setSeconds(86_401)),
          request.clone().setLeaseDuration(Duration.newBuilder().setSeconds(-5)),
          request.clone().setRequestId("x".repeat(65))
        }) {
      assertRefused(INVALID_ARGUMENT, () -> cards.claimCard(wrong.build()));
    }
    assertThat(get(id).getState()).isEqualTo(CardState.CARD_STATE_READY);
  }

  @Test
  void claimNext_takesTheBest() {
    create("a");
    create(named().setPriority(5).addLabels("x"));
    var next = ClaimNextCardRequest.newBuilder().setBoardId("ops");
    assertThat(cards.claimNextCard(next.build()).getCard().getId()).isEqualTo("OPS-2");
    assertRefused(NOTHING_READY, () -> cards.claimNextCard(next.clone().setLabel("x").build()));
    assertThat(cards.claimNextCard(next.build()).getCard().getId()).isEqualTo("OPS-1");
    assertRefused(BOARD_NOT_FOUND, () -> cards.claimNextCard(next.setBoardId("dev").build()));
  }

  @Test
  void heartbeat_keepsEtagAndUpdateTime() {
    var id = create("a").getId();
    var claimed = claim(id).getCard();
    board.server().clock().advance(java.time.Duration.ofMinutes(5));
    var beat = HeartbeatCardRequest.newBuilder().setCardId(id).setEpoch(1);
    var lease = cards.heartbeatCard(beat.build());
    assertThat(lease.getExpireTime().getSeconds())
        .isEqualTo(claimed.getLease().getExpireTime().getSeconds() + 300);
    var silent = get(id);
    assertThat(silent.getEtag()).isEqualTo(claimed.getEtag());
    assertThat(silent.getUpdateTime()).isEqualTo(claimed.getUpdateTime());
    assertThat(silent.getLease()).isEqualTo(lease);
    cards.heartbeatCard(beat.setNote("half").build());
    assertThat(get(id).getEtag()).isNotEqualTo(claimed.getEtag());
    assertRefused(LEASE_LOST, () -> cards.heartbeatCard(beat.setEpoch(2).build()));
    assertRefused(INVALID_ARGUMENT, () -> cards.heartbeatCard(beat.setEpoch(0).build()));
    assertRefused(
        INVALID_ARGUMENT,
        () -> cards.heartbeatCard(beat.setEpoch(1).setNote("x".repeat(1_001)).build()));
  }

  @Test
  void completion_afterALapse_isRefused() {
    var id = create("a").getId();
    claim(id);
    board.server().clock().advance(java.time.Duration.ofMinutes(15));
    board.lapse();
    assertThat(assertRefused(LEASE_LOST, () -> complete(id, 1)))
        .isEqualTo(
            "Cannot complete OPS-1: lease 1 has ended and the card is ready. Stop this work; claim the card anew.");
    assertThat(claim(id).getLease().getEpoch()).isEqualTo(2);
    assertRefused(LEASE_LOST, () -> complete(id, 1));
    complete(id, 2);
    var runs = cards.listRuns(ListRunsRequest.newBuilder().setCardId(id).build()).getRunsList();
    assertThat(runs.stream().map(run -> run.getOutcome()))
        .containsExactly(RunOutcome.RUN_OUTCOME_COMPLETED, RunOutcome.RUN_OUTCOME_LAPSED);
  }

  @Test
  void blockUnblockReleaseArchive() {
    var id = create("a").getId();
    claim(id);
    var block = BlockCardRequest.newBuilder().setCardId(id).setEpoch(1);
    assertRefused(INVALID_ARGUMENT, () -> cards.blockCard(block.setReason(" ").build()));
    var blocked = cards.blockCard(block.setReason("no key").build());
    assertThat(blocked.getBlockReason()).isEqualTo("no key");
    var archived = cards.archiveCard(ArchiveCardRequest.newBuilder().setCardId(id).build());
    assertThat(archived.getColumnId()).isEmpty();
    assertThat(archived.getBlockReason()).isEmpty();
    var back = cards.unarchiveCard(UnarchiveCardRequest.newBuilder().setCardId(id).build());
    assertThat(back.getBlockReason()).isEqualTo("no key");
    cards.unblockCard(UnblockCardRequest.newBuilder().setCardId(id).build());
    claim(id);
    var release = ReleaseCardRequest.newBuilder().setCardId(id).setEpoch(2).setReason("tea");
    assertThat(cards.releaseCard(release.build()).getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertRefused(LEASE_LOST, () -> cards.releaseCard(release.build()));
    assertRefused(INVALID_ARGUMENT, () -> cards.releaseCard(release.setEpoch(0).build()));
  }

  @Test
  void update_byMaskAndEtag() {
    var card = create("a");
    var change = Card.newBuilder().setId(card.getId()).setTitle("b").setEtag(card.getEtag());
    var request =
        UpdateCardRequest.newBuilder()
            .setCard(change)
            .setUpdateMask(FieldMask.newBuilder().addPaths("title"));
    var updated = cards.updateCard(request.build());
    assertThat(updated.getTitle()).isEqualTo("b");
    assertThat(assertRefused(ETAG_STALE, () -> cards.updateCard(request.build())))
        .contains("what it says changed");
    assertRefused(
        INVALID_ARGUMENT, () -> cards.updateCard(request.clone().clearUpdateMask().build()));
    assertThat(
            assertRefused(
                INVALID_ARGUMENT,
                () ->
                    cards.updateCard(
                        request
                            .clone()
                            .setUpdateMask(FieldMask.newBuilder().addPaths("state"))
                            .build())))
        .contains("update_mask names state");
  }

  @Test
  void summary_isChangedOnceTheCardIsDone_andItsAttemptKeepsWhatWasSaid() {
    var id = create("a").getId();
    var request =
        UpdateCardRequest.newBuilder()
            .setCard(Card.newBuilder().setId(id).setSummary("renewed until 2028").setTitle("b"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("summary").addPaths("title"))
            .build();
    assertThat(assertRefused(CARD_STATE_WRONG, () -> cards.updateCard(request)))
        .contains("only a done card");
    assertThat(cards.getCard(GetCardRequest.newBuilder().setCardId(id).build()).getTitle())
        .as("all or nothing")
        .isEqualTo("a");
    var done = CompleteCardRequest.newBuilder().setCardId(id).setSummary("renewed").build();
    String etag = cards.completeCard(done).getEtag();
    var updated = cards.updateCard(request);
    assertThat(updated.getSummary()).isEqualTo("renewed until 2028");
    assertThat(updated.getTitle()).isEqualTo("b");
    assertThat(updated.getState()).isEqualTo(CardState.CARD_STATE_DONE);
    assertThat(updated.getEtag()).isNotEqualTo(etag);
    assertThat(cards.updateCard(request)).isEqualTo(updated);
    var runs = cards.listRuns(ListRunsRequest.newBuilder().setCardId(id).build()).getRunsList();
    assertThat(runs).extracting(Run::getSummary).containsExactly("renewed");
  }

  @Test
  void move_namesTheVerbThatIsNeeded() {
    var id = create("a").getId();
    var move = MoveCardRequest.newBuilder().setCardId(id);
    assertThat(cards.moveCard(move.setColumnId("triage").build()).getState())
        .isEqualTo(CardState.CARD_STATE_TRIAGE);
    assertThat(
            assertRefused(
                MOVE_NEEDS_VERB, () -> cards.moveCard(move.setColumnId("running").build())))
        .contains("use claim");
    assertRefused(COLUMN_NOT_FOUND, () -> cards.moveCard(move.setColumnId("x").build()));
    assertRefused(ETAG_STALE, () -> cards.moveCard(move.setColumnId("ready").setEtag("9").build()));
  }

  @Test
  void list_pages_areBoundToTheirFilters() {
    for (int i = 0; i < 5; i++) {
      create(named().addLabels("x"));
    }
    var request = ListCardsRequest.newBuilder().setBoardId("ops").setPageSize(2);
    var first = cards.listCards(request.build());
    assertThat(first.getCardsList().stream().map(Card::getId)).containsExactly("OPS-1", "OPS-2");
    request.setPageToken(first.getNextPageToken());
    var second = cards.listCards(request.build());
    var third = cards.listCards(request.clone().setPageToken(second.getNextPageToken()).build());
    assertThat(third.getCardsList().stream().map(Card::getId)).containsExactly("OPS-5");
    assertThat(third.getNextPageToken()).isEmpty();
    assertRefused(PAGE_TOKEN_INVALID, () -> cards.listCards(request.clone().setLabel("x").build()));
    assertRefused(
        PAGE_TOKEN_INVALID, () -> cards.listCards(request.clone().setPageToken("x").build()));
    assertRefused(
        INVALID_ARGUMENT, () -> cards.listCards(request.clone().setPageSize(1_001).build()));
    assertRefused(
        BOARD_NOT_FOUND,
        () -> cards.listCards(ListCardsRequest.newBuilder().setBoardId("dev").build()));
    assertRefused(
        INVALID_ARGUMENT,
        () -> cards.listCards(request.clone().addStates(CardState.CARD_STATE_UNSPECIFIED).build()));
  }

  @Test
  void list_mine_isTheCallers_andPagesInItsOrder() {
    create(Card.newBuilder().setTitle("b").setAssignee("ada"));
    create(Card.newBuilder().setTitle("A").setAssignee("ada"));
    create(Card.newBuilder().setTitle("c").setAssignee("owner"));
    var reader = board.server().token("ada", "board.read");
    var adas = board.server().with(reader, CardServiceGrpc::newBlockingStub);
    var request =
        ListCardsRequest.newBuilder()
            .setBoardId("ops")
            .setMine(true)
            .setOrder(CardOrder.CARD_ORDER_TITLE)
            .setPageSize(1);
    var first = adas.listCards(request.build());
    assertThat(first.getCards(0).getTitle()).isEqualTo("A");
    var next = request.clone().setPageToken(first.getNextPageToken());
    assertThat(adas.listCards(next.build()).getCards(0).getTitle()).isEqualTo("b");
    assertRefused(
        PAGE_TOKEN_INVALID,
        () -> adas.listCards(next.clone().setOrder(CardOrder.CARD_ORDER_DUE).build()));
    assertRefused(
        INVALID_ARGUMENT, () -> adas.listCards(request.clone().setAssignee("ada").build()));
  }

  @Test
  void listRuns_pages() {
    var id = create("a").getId();
    for (int i = 1; i <= 3; i++) {
      claim(id);
      cards.releaseCard(ReleaseCardRequest.newBuilder().setCardId(id).setEpoch(i).build());
    }
    var request = ListRunsRequest.newBuilder().setCardId(id).setPageSize(2);
    var first = cards.listRuns(request.build());
    assertThat(first.getRunsList().stream().map(run -> run.getEpoch())).containsExactly(3L, 2L);
    var rest = cards.listRuns(request.setPageToken(first.getNextPageToken()).build());
    assertThat(rest.getRunsList().stream().map(run -> run.getEpoch())).containsExactly(1L);
    assertThat(rest.getNextPageToken()).isEmpty();
    assertRefused(
        CARD_NOT_FOUND,
        () -> cards.listRuns(ListRunsRequest.newBuilder().setCardId("OPS-9").build()));
    assertRefused(PAGE_TOKEN_INVALID, () -> cards.listRuns(request.setCardId("OPS-2").build()));
  }

  @Test
  void grants_holdPerBoard() {
    board.createBoard("dev");
    board.createBoard("op");
    var id = create("a").getId();
    var token = board.server().token("ci", "board.read@boards/ops", "board.work@boards/dev");
    var ci = board.server().with(token, CardServiceGrpc::newBlockingStub);
    assertThat(ci.getCard(GetCardRequest.newBuilder().setCardId(id).build()).getTitle())
        .isEqualTo("a");
    for (String other : new String[] {"DEV-1", "OP-1", "OPS-X-1", "OPS", ""}) {
      assertRefusedEither(ci, other);
    }
    assertRefused(
        GRANT_MISSING, () -> ci.listCards(ListCardsRequest.newBuilder().setBoardId("dev").build()));
    assertRefused(
        GRANT_MISSING, () -> ci.claimCard(ClaimCardRequest.newBuilder().setCardId(id).build()));
    assertRefused(
        GRANT_MISSING,
        () ->
            ci.createCard(
                CreateCardRequest.newBuilder().setBoardId("ops").setCard(named()).build()));
    assertRefused(
        TOKEN_MISSING,
        () ->
            board
                .server()
                .anonymous(CardServiceGrpc::newBlockingStub)
                .getCard(GetCardRequest.newBuilder().setCardId(id).build()));
  }

  /// What names another board is denied; what names none, below `ops` or not, is denied or refused.
  private static void assertRefusedEither(CardServiceBlockingStub ci, String id) {
    var request = GetCardRequest.newBuilder().setCardId(id).build();
    assertRefused(id.equals("OPS") ? INVALID_ARGUMENT : GRANT_MISSING, () -> ci.getCard(request));
  }

  @Test
  void boards_doNotLeakIntoEachOther() {
    board.createBoard("dev");
    create(named().addLabels("x").setAssignee("ben").setRepositoryId("r"));
    var dev = CreateCardRequest.newBuilder().setBoardId("dev").setCard(named());
    assertThat(cards.createCard(dev.build()).getId()).isEqualTo("DEV-1");
    claim("OPS-1");
    var list = ListCardsRequest.newBuilder().setBoardId("dev");
    assertThat(cards.listCards(list.build()).getCardsList().stream().map(Card::getId))
        .containsExactly("DEV-1");
    assertThat(cards.listCards(list.clone().setLabel("x").build()).getCardsList()).isEmpty();
    assertThat(cards.listCards(list.clone().setAssignee("ben").build()).getCardsList()).isEmpty();
    assertThat(cards.listCards(list.clone().setRepositoryId("r").build()).getCardsList()).isEmpty();
    assertThat(get("DEV-1").getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertRefused(
        NOTHING_READY,
        () -> cards.claimNextCard(ClaimNextCardRequest.newBuilder().setBoardId("ops").build()));
    assertThat(
            cards.listRuns(ListRunsRequest.newBuilder().setCardId("DEV-1").build()).getRunsList())
        .isEmpty();
  }
}
