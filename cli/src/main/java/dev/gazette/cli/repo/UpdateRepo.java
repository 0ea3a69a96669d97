package dev.gazette.cli.repo;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import dev.gazette.proto.governor.v1.UpdateRepositoryRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Changes what the registry says of a repository.
@Command(
    name = "update",
    description = "Changes what the registry says of a repository.",
    footer = {
      "",
      "Examples:",
      "  gazette repo update shop --description 'The shop' --label web --label java"
    })
final class UpdateRepo implements Verb {

  @Parameters(paramLabel = "REPO", description = "The repository's id.")
  String id = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  @Nullable String description;

  @Option(
      names = {"-l", "--label"},
      paramLabel = "LABEL",
      description = "The words to find it by, in place of the old ones; '' for none.")
  @Nullable List<String> labels;

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      description = "Refuse if the entry changed since it had this etag.")
  String etag = "";

  @Override
  public void run(Session session) {
    var repository = Repository.newBuilder().setId(id).setEtag(etag);
    var mask = FieldMask.newBuilder();
    if (description != null) {
      repository.setDescription(description);
      mask.addPaths("description");
    }
    if (labels != null) {
      repository.addAllLabels(labels.stream().filter(label -> !label.isEmpty()).toList());
      mask.addPaths("labels");
    }
    if (mask.getPathsCount() == 0) {
      throw Failure.usage("Give --description or --label.");
    }
    var updated =
        session.call(
            RepositoryServiceGrpc.getUpdateRepositoryMethod(),
            UpdateRepositoryRequest.newBuilder()
                .setRepository(repository)
                .setUpdateMask(mask)
                .build());
    session.out().did(updated, updated.getId(), updated.getId() + " updated");
  }
}
