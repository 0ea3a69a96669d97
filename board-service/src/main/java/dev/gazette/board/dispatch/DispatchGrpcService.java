package dev.gazette.board.dispatch;

import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.BoardId;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Fields;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.DispatchServiceGrpc.DispatchServiceImplBase;
import dev.gazette.proto.board.v1.ListPausesRequest;
import dev.gazette.proto.board.v1.ListPausesResponse;
import dev.gazette.proto.board.v1.PauseDispatchRequest;
import dev.gazette.proto.board.v1.ResumeDispatchRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/// Serves pauses and open breakers: parses, calls, renders.
@Singleton
public final class DispatchGrpcService extends DispatchServiceImplBase {

  private static final int LONGEST_ASSIGNEE = 100;
  private static final int LONGEST_REASON = 4_000;

  private final Calls calls;
  private final Pauses pauses;

  /// Serves these pauses.
  public DispatchGrpcService(Calls calls, Pauses pauses) {
    this.calls = calls;
    this.pauses = pauses;
  }

  @Override
  public void pauseDispatch(
      PauseDispatchRequest request, StreamObserver<dev.gazette.proto.board.v1.Pause> observer) {
    var actor = Calls.actor();
    var cards = cards(request.getBoardId(), request.getAssignee());
    String reason = Fields.text("reason", request.getReason(), LONGEST_REASON);
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Pause.parser(),
        tx -> render(pauses.pause(tx, actor, cards, reason)));
  }

  @Override
  public void resumeDispatch(
      ResumeDispatchRequest request, StreamObserver<dev.gazette.proto.board.v1.Pause> observer) {
    var actor = Calls.actor();
    var cards = cards(request.getBoardId(), request.getAssignee());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Pause.parser(),
        tx -> {
          var closed = Breakers.close(tx, actor, cards);
          return closed.isPresent() && !Pauses.stands(tx, cards)
              ? render(closed.get())
              : render(pauses.resume(tx, actor, cards));
        });
  }

  @Override
  public void listPauses(ListPausesRequest request, StreamObserver<ListPausesResponse> observer) {
    var caller = Caller.current();
    calls.read(
        observer,
        session -> {
          var response = ListPausesResponse.newBuilder();
          Pauses.present(session).stream()
              .filter(pause ->
                  pause.cards().board().isEmpty()
                      || caller.may("board.read", pause.cards().resource()))
              .map(DispatchGrpcService::render)
              .forEach(response::addPauses);
          Breakers.present(session).stream()
              .filter(breaker -> breaker.opening() != null)
              .filter(breaker ->
                  breaker.cards().board().isEmpty()
                      || caller.may("board.read", breaker.cards().resource()))
              .map(DispatchGrpcService::render)
              .forEach(response::addPauses);
          return response.build();
        });
  }

  private static Pause.Of cards(String board, String assignee) {
    return new Pause.Of(
        board.isEmpty() ? Optional.empty() : Optional.of(new BoardId(board)),
        Fields.text("assignee", assignee, LONGEST_ASSIGNEE));
  }

  private static dev.gazette.proto.board.v1.Pause render(Breaker breaker) {
    var opening = Objects.requireNonNull(breaker.opening());
    var trial = breaker.trial();
    return render(breaker.pause(opening)).toBuilder()
        .setBreaker(
            dev.gazette.proto.board.v1.Breaker.newBuilder()
                .setFailures(breaker.failures())
                .setRetryTime(Timestamps.fromMillis(opening.retryTime().toEpochMilli()))
                .setTrialCardId(trial == null ? "" : trial.card().toString()))
        .build();
  }

  private static dev.gazette.proto.board.v1.Pause render(Pause pause) {
    return dev.gazette.proto.board.v1.Pause.newBuilder()
        .setBoardId(pause.cards().board().map(BoardId::value).orElse(""))
        .setAssignee(pause.cards().assignee())
        .setReason(pause.reason())
        .setActor(pause.actor())
        .setCreateTime(Timestamps.fromMillis(pause.createTime().toEpochMilli()))
        .build();
  }
}
