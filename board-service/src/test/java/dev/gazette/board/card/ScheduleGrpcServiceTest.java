package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.ScheduleCardRequest;
import dev.gazette.proto.board.v1.ScheduleServiceGrpc;
import dev.gazette.proto.board.v1.ScheduleServiceGrpc.ScheduleServiceBlockingStub;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScheduleGrpcServiceTest {

  private static final Timestamp TIME = Timestamp.newBuilder().setSeconds(1_900_000_000).build();

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub cards;
  private ScheduleServiceBlockingStub schedules;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    cards = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    schedules = board.server().asOwner(ScheduleServiceGrpc::newBlockingStub);
    board.createBoard("ops");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private Card create(Card.Builder card) {
    return cards.createCard(CreateCardRequest.newBuilder().setBoardId("ops").setCard(card).build());
  }

  private static ScheduleCardRequest.Builder request(String id) {
    return ScheduleCardRequest.newBuilder().setCardId(id).setWakeTime(TIME).setReason("not yet");
  }

  @Test
  void schedule_thenUnblock() {
    create(Card.newBuilder().setTitle("a"));
    var scheduled = schedules.scheduleCard(request("OPS-1").build());
    assertThat(scheduled.getState()).isEqualTo(CardState.CARD_STATE_SCHEDULED);
    assertThat(scheduled.getColumnId()).isEqualTo("scheduled");
    assertThat(scheduled.getWakeTime()).isEqualTo(TIME);
    assertThat(scheduled.getScheduleReason()).isEqualTo("not yet");
    var ready = cards.unblockCard(UnblockCardRequest.newBuilder().setCardId("OPS-1").build());
    assertThat(ready.getState()).isEqualTo(CardState.CARD_STATE_READY);
    assertThat(ready.hasWakeTime()).isFalse();
    assertThat(ready.getScheduleReason()).isEmpty();
  }

  @Test
  void schedule_withoutATimeOrACard_isRefused() {
    create(Card.newBuilder().setTitle("a"));
    assertRefused(
        INVALID_ARGUMENT,
        () -> schedules.scheduleCard(ScheduleCardRequest.newBuilder().setCardId("OPS-1").build()));
    assertRefused(CARD_NOT_FOUND, () -> schedules.scheduleCard(request("OPS-9").build()));
    assertRefused(
        INVALID_ARGUMENT,
        () -> schedules.scheduleCard(request("OPS-1").setReason("x".repeat(4_001)).build()));
  }

  @Test
  void create_withAWakeTime_isScheduled() {
    var card = create(Card.newBuilder().setTitle("a").setWakeTime(TIME));
    assertThat(card.getState()).isEqualTo(CardState.CARD_STATE_SCHEDULED);
    assertThat(card.getWakeTime()).isEqualTo(TIME);
    assertRefused(
        INVALID_ARGUMENT,
        () -> create(Card.newBuilder().setTitle("a").setWakeTime(TIME).setColumnId("triage")));
  }
}
