package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.hook.GivenUp;
import dev.gazette.platform.store.Operation;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.InboxItem;
import dev.gazette.proto.board.v1.InboxServiceGrpc;
import dev.gazette.proto.board.v1.InboxServiceGrpc.InboxServiceBlockingStub;
import dev.gazette.proto.board.v1.ListInboxRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hooks in the inbox, whose deliveries were given up: between the cards, by how long they wait.
final class HooksInInboxTest {

  @TempDir Path folder;
  private BoardServer board;
  private InboxServiceBlockingStub inbox;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    inbox = board.server().asOwner(InboxServiceGrpc::newBlockingStub);
    board.createBoard("ops");
    board.createBoard("dev");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private <T> void later(Operation<T> operation) {
    board.server().clock().advance(Duration.ofMinutes(1));
    board.server().writer().write(operation).toCompletableFuture().join();
  }

  private void block(String on) {
    board.server().clock().advance(Duration.ofMinutes(1));
    var cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    var card = Card.newBuilder().setTitle("a");
    var request = CreateCardRequest.newBuilder().setBoardId(on).setCard(card);
    String id = cards.createCard(request.build()).getId();
    cards.blockCard(BlockCardRequest.newBuilder().setCardId(id).setReason("why?").build());
  }

  private static String name(InboxItem item) {
    return item.getCardId() + item.getHook();
  }

  private List<String> all(int pageSize, String only) {
    var found = new ArrayList<String>();
    String token = "";
    do {
      var page =
          inbox.listInbox(
              ListInboxRequest.newBuilder()
                  .setPageSize(pageSize)
                  .setPageToken(token)
                  .setBoardId(only)
                  .build());
      assertThat(page.getItemsCount()).isLessThanOrEqualTo(pageSize);
      page.getItemsList().forEach(item -> found.add(name(item)));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return found;
  }

  @Test
  void deliveriesThatWereGivenUp_waitForAPersonToo_inOrder() {
    block("ops");
    later(tx -> GivenUp.hook(tx, "chat", new BoardId("ops"), 3));
    block("dev");
    for (int size = 1; size <= 4; size++) {
      assertThat(all(size, "")).containsExactly("OPS-1", "chat", "DEV-1");
      assertThat(all(size, "ops")).containsExactly("OPS-1", "chat");
      assertThat(all(size, "dev")).containsExactly("DEV-1");
    }
    var item = inbox.listInbox(ListInboxRequest.getDefaultInstance()).getItems(1);
    assertThat(item.getTitle()).isEqualTo("3 given up");
    assertThat(item.getWhy()).isEqualTo("it answered 500");
    assertThat(item.getCommand()).isEqualTo("gazette hook redeliver dlv_000000000001");
    later(tx -> {
      GivenUp.redeliver(tx, "dlv_000000000001");
      return true;
    });
    assertThat(inbox.listInbox(ListInboxRequest.getDefaultInstance()).getItems(1).getCommand())
        .isEqualTo("gazette hook redeliver dlv_000000000002");
  }

  @Test
  void whoMayNotKeepHooks_isNotToldOfThem() {
    later(tx -> GivenUp.hook(tx, "chat", new BoardId("ops"), 1));
    block("ops");
    String reader = board.server().token("ben", "board.read");
    var list =
        board
            .server()
            .with(reader, InboxServiceGrpc::newBlockingStub)
            .listInbox(ListInboxRequest.getDefaultInstance())
            .getItemsList();
    assertThat(list).extracting(HooksInInboxTest::name).containsExactly("OPS-1");
  }
}
