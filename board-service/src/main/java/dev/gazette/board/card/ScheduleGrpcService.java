package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.ScheduleCardRequest;
import dev.gazette.proto.board.v1.ScheduleServiceGrpc.ScheduleServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves schedules: parses, calls, renders.
@Singleton
public final class ScheduleGrpcService extends ScheduleServiceImplBase {

  private final Calls calls;
  private final Schedules schedules;

  /// Serves these schedules.
  public ScheduleGrpcService(Calls calls, Schedules schedules) {
    this.calls = calls;
    this.schedules = schedules;
  }

  @Override
  public void scheduleCard(ScheduleCardRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    var timing = ScheduleProtos.timing(request);
    String reason = CardProtos.reason(request.getReason());
    calls.write(
        observer,
        Card.parser(),
        HumanGate.before(
            "schedule",
            id,
            epoch,
            tx ->
                CardProtos.render(
                    schedules.schedule(tx, actor, id, epoch, timing.from(tx.now()), reason))));
  }
}
