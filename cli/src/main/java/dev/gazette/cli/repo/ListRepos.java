package dev.gazette.cli.repo;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.proto.governor.v1.ListRepositoriesRequest;
import dev.gazette.proto.governor.v1.ListRepositoriesResponse;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the governed repositories.
@Command(
    name = "list",
    description = "Lists the governed repositories.",
    footer = {"", "Examples:", "  gazette repo list", "  gazette repo list --all --json"})
final class ListRepos implements Verb {

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    RepositoryServiceGrpc.getListRepositoriesMethod(),
                    ListRepositoriesRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListRepositoriesResponse::getRepositoriesList,
            ListRepositoriesResponse::getNextPageToken);
    Paging.print(session, page, Repository::getId, table());
  }

  private static Table<Repository> table() {
    return new Table<Repository>()
        .column("id", Repository::getId)
        .column("labels", repository -> String.join(",", repository.getLabelsList()))
        .column("path", Repository::getPath);
  }
}
