package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CreateSwarmRequest;
import dev.gazette.proto.board.v1.SwarmPart;
import dev.gazette.proto.board.v1.SwarmServiceGrpc.SwarmServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves swarms: parses, calls, renders.
@Singleton
public final class SwarmGrpcService extends SwarmServiceImplBase {

  private static final int MOST_WORKERS = 100;

  private final Calls calls;
  private final Swarms swarms;

  /// Serves these swarms.
  public SwarmGrpcService(Calls calls, Swarms swarms) {
    this.calls = calls;
    this.swarms = swarms;
  }

  @Override
  public void createSwarm(
      CreateSwarmRequest request, StreamObserver<dev.gazette.proto.board.v1.Swarm> observer) {
    var actor = Calls.actor();
    var board = new BoardId(request.getBoardId());
    var plan = plan(request);
    var key = CardKeyProtos.parse(request);
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Swarm.parser(),
        tx -> render(swarms.create(tx, actor, board, plan, key)));
  }

  private static Swarm.Plan plan(CreateSwarmRequest request) {
    int workers = request.getWorkersCount();
    if (workers == 0 || workers > MOST_WORKERS) {
      throw INVALID_ARGUMENT.because("workers has %d entries; 1 to %d.", workers, MOST_WORKERS);
    }
    int priority = request.getPriority();
    return new Swarm.Plan(
        brief(request.getGoal(), priority),
        request.getWorkersList().stream().map(part -> brief(part, priority)).toList(),
        brief(request.getVerifier(), priority),
        brief(request.getSynthesizer(), priority));
  }

  private static Brief brief(SwarmPart part, int priority) {
    return BriefProtos.brief(
        Card.newBuilder()
            .setTitle(part.getTitle())
            .setBody(part.getBody())
            .setAssignee(part.getAssignee())
            .setPriority(priority)
            .build());
  }

  private static dev.gazette.proto.board.v1.Swarm render(Swarm swarm) {
    return dev.gazette.proto.board.v1.Swarm.newBuilder()
        .setRootCardId(swarm.root().toString())
        .addAllWorkerCardIds(swarm.workers().stream().map(CardId::toString).toList())
        .setVerifierCardId(swarm.verifier().toString())
        .setSynthesizerCardId(swarm.synthesizer().toString())
        .build();
  }
}
