package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.PoolServiceGrpc;
import dev.gazette.proto.board.v1.SetPoolRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Makes a pool, or gives it another capacity.
@Command(
    name = "set",
    description = "Makes a pool, or gives it another capacity. What runs already goes on.",
    footer = {"", "Examples:", "  gazette pool set gpu 2", "  gazette pool set staging-host 1"})
final class SetPool implements Verb {

  @Parameters(index = "0", paramLabel = "POOL", description = "The pool's id.")
  String pool = "";

  @Parameters(
      index = "1",
      paramLabel = "N",
      description = "How many cards that name it run at once: 0 to 100,000.")
  int capacity;

  @Override
  public void run(Session session) {
    var set =
        session.call(
            PoolServiceGrpc.getSetPoolMethod(),
            SetPoolRequest.newBuilder().setPoolId(pool).setCapacity(capacity).build());
    session
        .out()
        .did(
            set,
            set.getId(),
            "Pool %s has room for %d; %d run now"
                .formatted(set.getId(), set.getCapacity(), set.getRunning()));
  }
}
