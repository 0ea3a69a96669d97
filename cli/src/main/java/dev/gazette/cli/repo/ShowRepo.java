package dev.gazette.cli.repo;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.proto.governor.v1.GetRepositoryRequest;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import dev.gazette.proto.probe.v1.GetRepositoryFactsRequest;
import dev.gazette.proto.probe.v1.RepositoryFacts;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows a repository: what the registry says, and what the probe sees.
@Command(
    name = "show",
    description =
        "Shows a repository: what the registry says, and what the probe sees. With --json:"
            + " `repository` and `facts`, null when the probe cannot see it.",
    footer = {"", "Examples:", "  gazette repo show shop"})
final class ShowRepo implements Verb {

  @Parameters(paramLabel = "REPO", description = "The repository's id.")
  String id = "";

  @Override
  public void run(Session session) {
    var repository =
        session.call(
            RepositoryServiceGrpc.getGetRepositoryMethod(),
            GetRepositoryRequest.newBuilder().setRepositoryId(id).build());
    var facts = facts(session, repository);
    if (session.out().form() == Output.Form.JSON) {
      var shown = new LinkedHashMap<String, @Nullable Object>();
      shown.put("repository", repository);
      shown.put("facts", facts);
      session.out().did(shown, repository.getId(), "");
      return;
    }
    session.out().show(repository, repository.getId());
    if (facts != null && session.out().form() == Output.Form.PEOPLE) {
      session
          .out()
          .show(facts.toBuilder().clearRepositoryId().clearPath().build(), repository.getId());
    }
  }

  /// What the probe sees; null when it is away or the folder is gone, which is said beside.
  private static @Nullable RepositoryFacts facts(Session session, Repository repository) {
    try {
      return session.call(
          RepositoryProbeServiceGrpc.getGetRepositoryFactsMethod(),
          GetRepositoryFactsRequest.newBuilder().setRepositoryId(repository.getId()).build());
    } catch (Failure failure) {
      if (failure.exit() == Exit.DENIED) {
        throw failure;
      }
      session.note("The probe cannot see it: " + failure.sentence());
      return null;
    }
  }
}
