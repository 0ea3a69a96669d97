package dev.gazette.cli.file;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.ListWritesRequest;
import dev.gazette.proto.governor.v1.ListWritesResponse;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lists governed writes.
@Command(
    name = "writes",
    description = "Lists the governed writes of a repository, newest first.",
    footer = {"", "Examples:", "  gazette env writes shop"})
final class ListWrites implements Verb {

  @Parameters(index = "0", paramLabel = "REPO", description = "The repository's id.")
  String repo = "";

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    ManagedFileServiceGrpc.getListWritesMethod(),
                    ListWritesRequest.newBuilder()
                        .setRepositoryId(repo)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListWritesResponse::getWritesList,
            ListWritesResponse::getNextPageToken);
    Paging.print(session, page, GovernedWrite::getId, table());
  }

  private static Table<GovernedWrite> table() {
    return new Table<GovernedWrite>()
        .column("id", GovernedWrite::getId)
        .column("time", write -> Times.brief(write.getCreateTime()))
        .column("file", GovernedWrite::getRelativePath)
        .column("state", write -> Words.of(write.getState().getValueDescriptor()))
        .column("actor", GovernedWrite::getActor)
        .column("summary", GovernedWrite::getSummary);
  }
}
