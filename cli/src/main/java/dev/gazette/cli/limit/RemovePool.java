package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.PoolServiceGrpc;
import dev.gazette.proto.board.v1.RemovePoolRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Removes a pool.
@Command(
    name = "remove",
    description = "Removes a pool: nothing bounds the cards that name it any more.",
    footer = {"", "Examples:", "  gazette pool remove gpu"})
final class RemovePool implements Verb {

  @Parameters(paramLabel = "POOL", description = "The pool's id.")
  String pool = "";

  @Override
  public void run(Session session) {
    var removed =
        session.call(
            PoolServiceGrpc.getRemovePoolMethod(),
            RemovePoolRequest.newBuilder().setPoolId(pool).build());
    session.out().did(removed, removed.getId(), "Pool " + removed.getId() + " is removed");
  }
}
