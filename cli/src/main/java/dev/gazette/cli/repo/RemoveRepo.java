package dev.gazette.cli.repo;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.governor.v1.RemoveRepositoryRequest;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Ends governance of a repository.
@Command(
    name = "remove",
    description = "Ends governance of a repository. Its files stay as they are.",
    footer = {"", "Examples:", "  gazette repo remove shop"})
final class RemoveRepo implements Verb {

  @Parameters(paramLabel = "REPO", description = "The repository's id.")
  String id = "";

  @Override
  public void run(Session session) {
    session.call(
        RepositoryServiceGrpc.getRemoveRepositoryMethod(),
        RemoveRepositoryRequest.newBuilder().setRepositoryId(id).build());
    session.out().did(Map.of("id", id), id, id + " is no longer governed");
  }
}
