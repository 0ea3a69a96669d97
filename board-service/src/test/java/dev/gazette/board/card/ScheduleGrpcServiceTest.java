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
import dev.gazette.proto.board.v1.Recurrence;
import dev.gazette.proto.board.v1.ScheduleCardRequest;
import dev.gazette.proto.board.v1.ScheduleServiceGrpc;
import dev.gazette.proto.board.v1.ScheduleServiceGrpc.ScheduleServiceBlockingStub;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void recurrence_tellsItsNextThreeTimes() {
    create(Card.newBuilder().setTitle("a"));
    var recurrence = Recurrence.newBuilder().setCron("30 2 * * 0").setZone("Europe/Berlin");
    var request =
        ScheduleCardRequest.newBuilder().setCardId("OPS-1").setRecurrence(recurrence).build();
    var scheduled = schedules.scheduleCard(request);
    assertThat(scheduled.getRecurrence().getNextTimesCount()).isEqualTo(3);
    assertThat(scheduled.getWakeTime()).isEqualTo(scheduled.getRecurrence().getNextTimes(0));
    assertThat(scheduled.getRecurrence().getNewestCardId()).isEmpty();
    var created = create(Card.newBuilder().setTitle("b").setRecurrence(recurrence));
    assertThat(created.getRecurrence()).isEqualTo(scheduled.getRecurrence());
    var ended = cards.unblockCard(UnblockCardRequest.newBuilder().setCardId("OPS-1").build());
    assertThat(ended.hasRecurrence()).isFalse();
  }

  @Test
  void recurrence_thatCannotBe_isRefused() {
    create(Card.newBuilder().setTitle("a"));
    for (var wrong :
        List.of(
            Recurrence.newBuilder().setCron("0 0 30 2 *"),
            Recurrence.newBuilder().setCron("@daily").setZone("Mars/Base"),
            Recurrence.newBuilder().setCron("@daily").setNewestCardId("OPS-1"),
            Recurrence.newBuilder().setCron("@daily").setEndTime(Timestamp.getDefaultInstance()))) {
      var request = ScheduleCardRequest.newBuilder().setCardId("OPS-1").setRecurrence(wrong);
      assertRefused(INVALID_ARGUMENT, () -> schedules.scheduleCard(request.build()));
    }
    var both = request("OPS-1").setRecurrence(Recurrence.newBuilder().setCron("@daily"));
    assertRefused(INVALID_ARGUMENT, () -> schedules.scheduleCard(both.build()));
  }
}
