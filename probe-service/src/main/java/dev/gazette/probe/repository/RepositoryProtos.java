package dev.gazette.probe.repository;

import com.google.protobuf.util.Timestamps;
import dev.gazette.probe.git.GitFacts;
import dev.gazette.proto.probe.v1.FindRepositoriesResponse;
import dev.gazette.proto.probe.v1.Remote;
import dev.gazette.proto.probe.v1.RepositoryFacts;
import java.nio.file.Path;
import java.time.Instant;

/// Repositories for the wire.
final class RepositoryProtos {

  private RepositoryProtos() {}

  static RepositoryFacts render(RepositoryId id, Path path, GitFacts facts, Instant now) {
    var rendered =
        RepositoryFacts.newBuilder()
            .setRepositoryId(id.value())
            .setPath(path.toString())
            .setBranch(facts.branch())
            .setHead(facts.head())
            .setDirty(facts.dirty())
            .setProbeTime(Timestamps.fromMillis(now.toEpochMilli()));
    facts
        .remotes()
        .forEach(remote ->
            rendered.addRemotes(
                Remote.newBuilder().setName(remote.name()).setUrl(remote.url()).build()));
    return rendered.build();
  }

  static FindRepositoriesResponse render(RepositoryFinder.Found found) {
    return FindRepositoriesResponse.newBuilder()
        .addAllPaths(found.paths().stream().map(Path::toString).toList())
        .setTruncated(found.truncated())
        .build();
  }
}
