package dev.gazette.board.explain;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.States;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.ExplainCardRequest;
import dev.gazette.proto.board.v1.ExplainServiceGrpc.ExplainServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Predicate;

/// Serves explanations: parses, calls, renders.
@Singleton
public final class ExplainGrpcService extends ExplainServiceImplBase {

  private final Calls calls;
  private final Explanations explanations;

  /// Serves these explanations.
  public ExplainGrpcService(Calls calls, Explanations explanations) {
    this.calls = calls;
    this.explanations = explanations;
  }

  @Override
  public void explainCard(
      ExplainCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Explanation> observer) {
    var id = CardId.parse(request.getCardId());
    var caller = Caller.current();
    Predicate<BoardId> readable = board -> caller.may("board.read", board.resource());
    calls.read(observer, session -> render(explanations.explain(session, id, readable)));
  }

  private static dev.gazette.proto.board.v1.Explanation render(Explanation explanation) {
    var card = explanation.card();
    var rendered =
        dev.gazette.proto.board.v1.Explanation.newBuilder()
            .setCardId(card.id().toString())
            .setTitle(card.brief().title())
            .setState(States.render(card.state()))
            .setPlace(explanation.place())
            .setWaitingWorkers(explanation.waitingWorkers());
    explanation.gates().forEach(gate -> rendered.addGates(render(gate)));
    return rendered.build();
  }

  private static dev.gazette.proto.board.v1.Gate render(Gate gate) {
    var rendered =
        dev.gazette.proto.board.v1.Gate.newBuilder()
            .setKind(dev.gazette.proto.board.v1.GateKind.valueOf("GATE_KIND_" + gate.kind().name()))
            .setWhy(gate.why())
            .addAllBlockers(gate.blockers())
            .setWho(gate.who())
            .setCommand(gate.command());
    var since = gate.since();
    var until = gate.until();
    if (since != null) {
      rendered.setSince(timestamp(since));
    }
    if (until != null) {
      rendered.setUntil(timestamp(until));
    }
    return rendered.build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamps.fromMillis(time.toEpochMilli());
  }
}
