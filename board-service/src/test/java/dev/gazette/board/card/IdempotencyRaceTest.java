package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.IDEMPOTENCY_KEY_REUSED;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.UnarchiveCardRequest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The failure that this ends: two who look for a key at once both find none, and both make a card.
final class IdempotencyRaceTest {

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    board.createBoard("ops");
    board.createBoard("dev");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private static CreateCardRequest.Builder keyed(String board, String title, String key) {
    return CreateCardRequest.newBuilder()
        .setBoardId(board)
        .setCard(Card.newBuilder().setTitle(title))
        .setIdempotencyKey(key);
  }

  private Card create(String board, String title, String key) {
    return cards.createCard(keyed(board, title, key).build());
  }

  private List<String> kinds() {
    return board.server().readers().readNow(session -> EventStore.after(session, 0, 1_000)).stream()
        .map(Event::kind)
        .filter(kind -> kind.startsWith("card."))
        .toList();
  }

  private void archive(String id) {
    cards.archiveCard(ArchiveCardRequest.newBuilder().setCardId(id).build());
  }

  @Test
  void create_by64AtOnceUnderOneKey_makesOneCard() throws Exception {
    var ids = Crowd.atOnce(() -> create("ops", "Close the books", "books").getId());
    assertThat(new HashSet<>(ids)).containsExactly("OPS-1");
    assertThat(kinds()).containsExactly("card.created");
  }

  @Test
  void create_underAKeyThatLives_answersTheCardAsItIs() {
    var made = create("ops", "a", "k");
    assertThat(create("ops", "a", " k ")).isEqualTo(made);
    var other = keyed("ops", "a", "k").setRequestId("r1").build();
    assertThat(cards.createCard(other)).isEqualTo(made);
    assertThat(create("dev", "a", "k").getId()).isEqualTo("DEV-1");
    assertThat(create("ops", "a", "").getId()).isEqualTo("OPS-2");
    assertThat(create("ops", "a", "").getId()).isEqualTo("OPS-3");
  }

  @Test
  void create_underAKeyOfOtherContent_isRefused() {
    create("ops", "a", "k");
    assertRefused(IDEMPOTENCY_KEY_REUSED, () -> create("ops", "b", "k"));
    var otherBody =
        keyed("ops", "a", "k").setCard(Card.newBuilder().setTitle("a").setBody("b")).build();
    var refusal = assertRefused(IDEMPOTENCY_KEY_REUSED, () -> cards.createCard(otherBody));
    assertThat(refusal).contains("Key k made OPS-1");
    assertRefused(INVALID_ARGUMENT, () -> create("ops", "a", "k".repeat(201)));
    assertRefused(INVALID_ARGUMENT, () -> create("ops", "a", "k\0"));
    assertThat(kinds()).containsExactly("card.created");
  }

  @Test
  void archive_freesTheKey_andUnarchiveTakesItBackWhereItCan() {
    create("ops", "a", "k");
    archive("OPS-1");
    cards.unarchiveCard(UnarchiveCardRequest.newBuilder().setCardId("OPS-1").build());
    assertThat(create("ops", "a", "k").getId()).isEqualTo("OPS-1");
    archive("OPS-1");
    assertThat(create("ops", "b", "k").getId()).isEqualTo("OPS-2");
    cards.unarchiveCard(UnarchiveCardRequest.newBuilder().setCardId("OPS-1").build());
    assertThat(create("ops", "b", "k").getId()).isEqualTo("OPS-2");
    archive("OPS-2");
    assertThat(create("ops", "a", "k").getId()).isEqualTo("OPS-3");
  }
}
