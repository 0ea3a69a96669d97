package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.EDGE_CYCLE;
import static dev.gazette.board.error.BoardReason.EDGE_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.PARENTS_OPEN;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.PAGE_TOKEN_INVALID;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.Edge;
import dev.gazette.proto.board.v1.EdgeCondition;
import dev.gazette.proto.board.v1.EdgeOtherwise;
import dev.gazette.proto.board.v1.EdgeServiceGrpc;
import dev.gazette.proto.board.v1.EdgeServiceGrpc.EdgeServiceBlockingStub;
import dev.gazette.proto.board.v1.EdgeStanding;
import dev.gazette.proto.board.v1.LinkCardsRequest;
import dev.gazette.proto.board.v1.ListEdgesRequest;
import dev.gazette.proto.board.v1.ListEdgesResponse;
import dev.gazette.proto.board.v1.PromoteCardRequest;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import dev.gazette.proto.board.v1.UnlinkCardsRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EdgeGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;
  private EdgeServiceBlockingStub edges;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    edges = board.server().asOwner(EdgeServiceGrpc::newBlockingStub);
    board.createBoard("ops");
    board.createBoard("dev");
    create("ops");
    create("dev");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private Card create(String on, Edge.Builder... parents) {
    var request = CreateCardRequest.newBuilder().setBoardId(on);
    request.getCardBuilder().setTitle("Card");
    for (var parent : parents) {
      request.addParents(parent);
    }
    return cards.createCard(request.build());
  }

  private static LinkCardsRequest.Builder link(String parent, String child) {
    return LinkCardsRequest.newBuilder().setParentId(parent).setChildId(child);
  }

  private static ListEdgesResponse list(EdgeServiceBlockingStub stub, String id, String token) {
    return stub.listEdges(
        ListEdgesRequest.newBuilder().setCardId(id).setPageSize(1).setPageToken(token).build());
  }

  private EdgeServiceBlockingStub as(String... grants) {
    return board
        .server()
        .with(board.server().token("ben", grants), EdgeServiceGrpc::newBlockingStub);
  }

  @Test
  void link_saysWhatItMadeOfIt() {
    var edge = edges.linkCards(link("DEV-1", "OPS-1").build());
    assertThat(edge.getCondition()).isEqualTo(EdgeCondition.EDGE_CONDITION_ON_SUCCESS);
    assertThat(edge.getOtherwise()).isEqualTo(EdgeOtherwise.EDGE_OTHERWISE_WAIT);
    assertThat(edge.getStanding()).isEqualTo(EdgeStanding.EDGE_STANDING_OPEN);
    assertRefused(EDGE_CYCLE, () -> edges.linkCards(link("OPS-1", "DEV-1").build()));
    assertRefused(
        PARENTS_OPEN,
        () -> cards.promoteCard(PromoteCardRequest.newBuilder().setCardId("OPS-1").build()));
    cards.completeCard(
        CompleteCardRequest.newBuilder().setCardId("DEV-1").setOutcome("approved").build());
    var unlink = UnlinkCardsRequest.newBuilder().setParentId("DEV-1").setChildId("OPS-1").build();
    assertThat(edges.unlinkCards(unlink).getStanding()).isEqualTo(EdgeStanding.EDGE_STANDING_MET);
    assertRefused(EDGE_NOT_FOUND, () -> edges.unlinkCards(unlink));
  }

  @Test
  void link_withBadTerms_isRefused() {
    assertRefused(
        INVALID_ARGUMENT,
        () -> edges.linkCards(link("DEV-1", "OPS-1").setOutcome("approved").build()));
    var outcome = link("DEV-1", "OPS-1").setCondition(EdgeCondition.EDGE_CONDITION_ON_OUTCOME);
    assertRefused(INVALID_ARGUMENT, () -> edges.linkCards(outcome.build()));
    assertRefused(
        INVALID_ARGUMENT, () -> edges.linkCards(outcome.clone().setOutcome("Not so").build()));
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            cards.completeCard(
                CompleteCardRequest.newBuilder().setCardId("OPS-1").setOutcome("always").build()));
  }

  @Test
  void create_withParents_startsInTodo() {
    var parent = Edge.newBuilder().setParentId("DEV-1");
    assertThat(create("ops", parent).getState()).isEqualTo(CardState.CARD_STATE_TODO);
    assertRefused(INVALID_ARGUMENT, () -> create("ops", parent, parent));
    assertRefused(
        INVALID_ARGUMENT, () -> create("ops", Edge.newBuilder(parent.build()).setChildId("OPS-1")));
    assertRefused(CARD_NOT_FOUND, () -> create("ops", Edge.newBuilder().setParentId("DEV-9")));
  }

  @Test
  void create_withParentsAndAWakeTime_waitsForBoth() {
    var request =
        CreateCardRequest.newBuilder()
            .setBoardId("ops")
            .addParents(Edge.newBuilder().setParentId("DEV-1"));
    var time = Timestamps.fromMillis(1_900_000_000_000L);
    request.getCardBuilder().setTitle("Card").setWakeTime(time);
    var card = cards.createCard(request.build());
    assertThat(card.getState()).isEqualTo(CardState.CARD_STATE_SCHEDULED);
    assertThat(card.getWakeTime()).isEqualTo(time);
    assertThat(list(edges, card.getId(), "").getEdges(0).getParentId()).isEqualTo("DEV-1");
    var woken = cards.unblockCard(UnblockCardRequest.newBuilder().setCardId(card.getId()).build());
    assertThat(woken.getState()).isEqualTo(CardState.CARD_STATE_TODO);
    request.getCardBuilder().clearWakeTime().getRecurrenceBuilder().setCron("@daily");
    assertRefused(INVALID_ARGUMENT, () -> cards.createCard(request.build()));
  }

  @Test
  void link_needsToReadTheParent_andDoesNotTellWhetherItIsThere() {
    var ben = as("board.write@boards/ops", "board.read@boards/ops");
    assertRefused(CARD_NOT_FOUND, () -> ben.linkCards(link("DEV-1", "OPS-1").build()));
    assertRefused(CARD_NOT_FOUND, () -> ben.linkCards(link("DEV-9", "OPS-1").build()));
    assertRefused(GRANT_MISSING, () -> ben.linkCards(link("OPS-1", "DEV-1").build()));
    var eve = as("board.write@boards/ops", "board.read@boards/dev");
    assertThat(eve.linkCards(link("DEV-1", "OPS-1").build()).getChildId()).isEqualTo("OPS-1");
  }

  @Test
  void list_leavesOutChildrenThatTheCallerMayNotRead() {
    create("dev", Edge.newBuilder().setParentId("OPS-1"));
    create("ops", Edge.newBuilder().setParentId("OPS-1"));
    var all = list(edges, "OPS-1", "");
    assertThat(all.getEdges(0).getChildId()).isEqualTo("DEV-2");
    var next = list(edges, "OPS-1", all.getNextPageToken());
    assertThat(next.getEdges(0).getChildId()).isEqualTo("OPS-2");
    assertThat(next.getNextPageToken()).isEmpty();
    var mine = list(as("board.read@boards/ops"), "OPS-1", "");
    assertThat(mine.getEdges(0).getChildId()).isEqualTo("OPS-2");
    assertThat(mine.getNextPageToken()).isEmpty();
    assertRefused(PAGE_TOKEN_INVALID, () -> list(edges, "DEV-1", all.getNextPageToken()));
    assertRefused(CARD_NOT_FOUND, () -> list(edges, "OPS-9", ""));
  }
}
