package dev.gazette.cli.repo;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.proto.governor.v1.DiscoverRepositoriesRequest;
import dev.gazette.proto.governor.v1.FoundRepository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Finds repositories.
@Command(
    name = "discover",
    description =
        "Finds repositories under the probe's roots, and registers none. With -q, their paths.",
    footer = {"", "Examples:", "  gazette repo discover", "  gazette repo discover --new -q"})
final class DiscoverRepos implements Verb {

  @Option(names = "--new", description = "Only those that are not registered.")
  boolean unregistered;

  @Override
  public void run(Session session) {
    var found =
        session.call(
            RepositoryServiceGrpc.getDiscoverRepositoriesMethod(),
            DiscoverRepositoriesRequest.getDefaultInstance());
    var shown =
        found.getRepositoriesList().stream()
            .filter(repository -> !unregistered || repository.getRepositoryId().isEmpty())
            .toList();
    session
        .out()
        .list(
            shown,
            "",
            FoundRepository::getPath,
            new Table<FoundRepository>()
                .column("id", FoundRepository::getRepositoryId)
                .column("path", FoundRepository::getPath));
    if (found.getTruncated()) {
      session.note("There are more: the search reached its bound.");
    }
  }
}
