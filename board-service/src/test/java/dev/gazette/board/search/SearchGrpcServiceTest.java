package dev.gazette.board.search;

import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.PAGE_TOKEN_INVALID;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.card.BoardServer;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.SearchCardsRequest;
import dev.gazette.proto.board.v1.SearchServiceGrpc;
import dev.gazette.proto.board.v1.SearchServiceGrpc.SearchServiceBlockingStub;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer board;
  private SearchServiceBlockingStub searches;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    searches = board.server().asOwner(SearchServiceGrpc::newBlockingStub);
    for (String id : List.of("ops", "dev")) {
      board.createBoard(id);
      board
          .server()
          .asOwner(CardServiceGrpc::newBlockingStub)
          .createCard(
              CreateCardRequest.newBuilder()
                  .setBoardId(id)
                  .setCard(Card.newBuilder().setTitle("Certificate").setBody("of " + id))
                  .build());
    }
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private static SearchCardsRequest.Builder request(String query) {
    return SearchCardsRequest.newBuilder().setQuery(query);
  }

  private static List<String> find(SearchServiceBlockingStub stub, SearchCardsRequest.Builder it) {
    return stub.searchCards(it.build()).getHitsList().stream()
        .map(hit -> hit.getCard().getId())
        .toList();
  }

  @Test
  void search_findsOnlyWhatTheCallerMayRead() {
    var worker = board.server().token("ada", "board.read@boards/ops");
    var adas = board.server().with(worker, SearchServiceGrpc::newBlockingStub);
    assertThat(find(searches, request("certificate"))).containsExactly("DEV-1", "OPS-1");
    assertThat(find(adas, request("certificate"))).containsExactly("OPS-1");
    assertThat(find(adas, request("certificate").setBoardId("ops"))).containsExactly("OPS-1");
    assertRefused(GRANT_MISSING, () -> find(adas, request("certificate").setBoardId("dev")));
    var stranger = board.server().token("eve", "board.work");
    var eves = board.server().with(stranger, SearchServiceGrpc::newBlockingStub);
    assertRefused(GRANT_MISSING, () -> find(eves, request("certificate")));
  }

  @Test
  void search_showsTheCardWithoutItsBody_andTheSnippet() {
    var hit = searches.searchCards(request("of certificate").setBoardId("ops").build()).getHits(0);
    assertThat(hit.getSnippet()).isEqualTo("«Certificate» «of» ops");
    assertThat(hit.getCommentId()).isZero();
    assertThat(hit.getCard().getTitle()).isEqualTo("Certificate");
    assertThat(hit.getCard().getBody()).isEmpty();
  }

  @Test
  void search_pages_andRefusesWhatItCannotRead() {
    var first = searches.searchCards(request("certificate").setPageSize(1).build());
    assertThat(first.getHitsCount()).isEqualTo(1);
    var next = request("certificate").setPageSize(1).setPageToken(first.getNextPageToken());
    var second = searches.searchCards(next.build());
    assertThat(second.getHits(0).getCard().getId()).isEqualTo("OPS-1");
    assertThat(second.getNextPageToken()).isEmpty();
    assertRefused(PAGE_TOKEN_INVALID, () -> find(searches, next.setQuery("other")));
    assertRefused(INVALID_ARGUMENT, () -> find(searches, request(" * ")));
    assertRefused(INVALID_ARGUMENT, () -> find(searches, request("x".repeat(1_001))));
    assertRefused(INVALID_ARGUMENT, () -> find(searches, request("a\0b")));
    assertRefused(BOARD_NOT_FOUND, () -> find(searches, request("a").setBoardId("nope")));
  }
}
