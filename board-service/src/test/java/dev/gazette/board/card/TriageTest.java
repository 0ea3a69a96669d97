package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.SpecifyCardRequest;
import dev.gazette.proto.board.v1.SpecifyServiceGrpc;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TriageTest {

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    board.createBoard("ops");
    create();
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private void create() {
    var card = Card.newBuilder().setTitle("something is off").setColumnId("triage");
    cards.createCard(CreateCardRequest.newBuilder().setBoardId("ops").setCard(card).build());
  }

  private Card specify(Card.Builder card, String... fields) {
    var mask = FieldMask.newBuilder();
    for (String field : fields) {
      mask.addPaths(field);
    }
    return board
        .server()
        .asOwner(SpecifyServiceGrpc::newBlockingStub)
        .specifyCard(
            SpecifyCardRequest.newBuilder()
                .setCard(card.setId("OPS-1"))
                .setUpdateMask(mask)
                .build());
  }

  private Card get() {
    return cards.getCard(GetCardRequest.newBuilder().setCardId("OPS-1").build());
  }

  @Test
  void specify_saysWhatIsToBeDoneAndLetsItGoOn() {
    var card =
        specify(
            Card.newBuilder().setTitle("Free the disk").setBody("of logs").setAssignee("ben"),
            "title",
            "body",
            "assignee");
    assertThat(card.getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertThat(card.getTitle()).isEqualTo("Free the disk");
    assertThat(card.getBody()).isEqualTo("of logs");
    assertThat(card.getAssignee()).isEqualTo("ben");
    assertThat(get()).isEqualTo(card);
    assertRefused(CARD_STATE_WRONG, () -> specify(Card.newBuilder()));
  }

  @Test
  void specify_withoutFields_onlyLetsItGoOn() {
    assertThat(specify(Card.newBuilder()).getTitle()).isEqualTo("something is off");
    assertThat(get().getState()).isEqualTo(CardState.CARD_STATE_READY);
  }

  @Test
  void specify_thatIsRefused_changesNothing() {
    var before = get();
    assertRefused(
        ETAG_STALE, () -> specify(Card.newBuilder().setTitle("b").setEtag("0-0-0"), "title"));
    assertRefused(INVALID_ARGUMENT, () -> specify(Card.newBuilder(), "title"));
    assertRefused(INVALID_ARGUMENT, () -> specify(Card.newBuilder(), "state"));
    assertThat(get()).isEqualTo(before);
  }
}
