package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.ListPoolsRequest;
import dev.gazette.proto.board.v1.Pool;
import dev.gazette.proto.board.v1.PoolServiceGrpc;
import picocli.CommandLine.Command;

/// Lists the pools.
@Command(
    name = "list",
    description = "Lists the pools, and how many cards run in each.",
    footer = {"", "Examples:", "  gazette pool list"})
final class ListPools implements Verb {

  @Override
  public void run(Session session) {
    session
        .out()
        .list(
            session
                .call(PoolServiceGrpc.getListPoolsMethod(), ListPoolsRequest.getDefaultInstance())
                .getPoolsList(),
            "",
            Pool::getId,
            new Table<Pool>()
                .column("id", Pool::getId)
                .column("capacity", pool -> Integer.toString(pool.getCapacity()))
                .column("running", pool -> Integer.toString(pool.getRunning()))
                .column("since", pool -> Times.brief(pool.getCreateTime()))
                .column("by", Pool::getActor));
  }
}
