package dev.gazette.cli.testgazette;

import com.google.protobuf.Timestamp;
import dev.gazette.proto.governor.v1.DiscoverRepositoriesRequest;
import dev.gazette.proto.governor.v1.DiscoverRepositoriesResponse;
import dev.gazette.proto.governor.v1.FoundRepository;
import dev.gazette.proto.governor.v1.GetRepositoryRequest;
import dev.gazette.proto.governor.v1.ListRepositoriesRequest;
import dev.gazette.proto.governor.v1.ListRepositoriesResponse;
import dev.gazette.proto.governor.v1.RegisterRepositoryRequest;
import dev.gazette.proto.governor.v1.RemoveRepositoryRequest;
import dev.gazette.proto.governor.v1.RemoveRepositoryResponse;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc.RepositoryServiceImplBase;
import dev.gazette.proto.governor.v1.UpdateRepositoryRequest;
import dev.gazette.proto.probe.v1.GetRepositoryFactsRequest;
import dev.gazette.proto.probe.v1.Remote;
import dev.gazette.proto.probe.v1.RepositoryFacts;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc.RepositoryProbeServiceImplBase;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A registry in memory, and a probe that sees all of it.
final class Repositories extends RepositoryServiceImplBase {

  private final Map<String, Repository> repositories = new TreeMap<>();

  synchronized Repository require(String id) {
    var repository = repositories.get(id);
    if (repository == null) {
      throw Refuse.with(
          Code.NOT_FOUND, "REPOSITORY_NOT_FOUND", "There is no repository " + id + ".");
    }
    return repository;
  }

  @Override
  public synchronized void registerRepository(
      RegisterRepositoryRequest request, StreamObserver<Repository> observer) {
    var asked = request.getRepository();
    String id =
        asked.getId().isEmpty() ? "" + Path.of(asked.getPath()).getFileName() : asked.getId();
    Answer.with(
        observer,
        () -> {
          repositories.put(id, asked.toBuilder().setId(id).setEtag("e1").build());
          return require(id);
        });
  }

  @Override
  public void getRepository(GetRepositoryRequest request, StreamObserver<Repository> observer) {
    Answer.with(observer, () -> require(request.getRepositoryId()));
  }

  @Override
  public synchronized void listRepositories(
      ListRepositoriesRequest request, StreamObserver<ListRepositoriesResponse> observer) {
    Answer.with(
        observer,
        () ->
            ListRepositoriesResponse.newBuilder()
                .addAllRepositories(repositories.values())
                .build());
  }

  @Override
  public synchronized void updateRepository(
      UpdateRepositoryRequest request, StreamObserver<Repository> observer) {
    Answer.with(
        observer,
        () -> {
          String id = request.getRepository().getId();
          var changed =
              Mask.merge(
                  require(id), request.getRepository(), request.getUpdateMask().getPathsList());
          repositories.put(id, changed);
          return changed;
        });
  }

  @Override
  public synchronized void removeRepository(
      RemoveRepositoryRequest request, StreamObserver<RemoveRepositoryResponse> observer) {
    Answer.with(
        observer,
        () -> {
          repositories.remove(require(request.getRepositoryId()).getId());
          return RemoveRepositoryResponse.getDefaultInstance();
        });
  }

  @Override
  public synchronized void discoverRepositories(
      DiscoverRepositoriesRequest request, StreamObserver<DiscoverRepositoriesResponse> observer) {
    Answer.with(
        observer,
        () -> {
          var found = DiscoverRepositoriesResponse.newBuilder();
          repositories
              .values()
              .forEach(repository ->
                  found.addRepositories(
                      FoundRepository.newBuilder()
                          .setPath(repository.getPath())
                          .setRepositoryId(repository.getId())));
          return found.build();
        });
  }

  /// What the probe sees of them.
  RepositoryProbeServiceImplBase probe() {
    return new RepositoryProbeServiceImplBase() {
      @Override
      public void getRepositoryFacts(
          GetRepositoryFactsRequest request, StreamObserver<RepositoryFacts> observer) {
        Answer.with(
            observer,
            () ->
                RepositoryFacts.newBuilder()
                    .setRepositoryId(require(request.getRepositoryId()).getId())
                    .setPath(require(request.getRepositoryId()).getPath())
                    .setBranch("main")
                    .setHead("0".repeat(40))
                    .addRemotes(Remote.newBuilder().setName("origin").setUrl("ssh://host/x"))
                    .setProbeTime(Timestamp.newBuilder().setSeconds(1_800_000_000L))
                    .build());
      }
    };
  }
}
