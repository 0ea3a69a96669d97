package dev.gazette.probe.repository;

import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Readers;
import dev.gazette.probe.disk.DiskThreads;
import dev.gazette.proto.probe.v1.FindRepositoriesRequest;
import dev.gazette.proto.probe.v1.FindRepositoriesResponse;
import dev.gazette.proto.probe.v1.GetRepositoryFactsRequest;
import dev.gazette.proto.probe.v1.RepositoryFacts;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc.RepositoryProbeServiceImplBase;
import dev.gazette.proto.probe.v1.TrackRepositoryRequest;
import dev.gazette.proto.probe.v1.UntrackRepositoryRequest;
import dev.gazette.proto.probe.v1.UntrackRepositoryResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Serves what the probe knows of repositories.
@Singleton
public final class RepositoryProbeGrpcService extends RepositoryProbeServiceImplBase {

  private final Calls calls;
  private final Readers readers;
  private final RepositoryLooks looks;
  private final Roots roots;
  private final DiskThreads threads;
  private final InstantSource clock;

  /// An adapter that looks on the threads of the looks.
  public RepositoryProbeGrpcService(
      Calls calls,
      Readers readers,
      RepositoryLooks looks,
      Roots roots,
      @Named("looks") DiskThreads threads,
      InstantSource clock) {
    this.calls = calls;
    this.readers = readers;
    this.looks = looks;
    this.roots = roots;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public void trackRepository(
      TrackRepositoryRequest request, StreamObserver<RepositoryFacts> observer) {
    var id = RepositoryId.parse(request.getRepositoryId());
    var actor = Calls.actor();
    var context = Context.current();
    calls.answer(
        observer,
        threads
            .run(id.value(), () -> roots.admit(request.getPath()))
            .thenCompose(path ->
                looks
                    .glance(id, path)
                    .thenCompose(facts ->
                        within(
                            context,
                            () ->
                                calls.written(
                                    RepositoryFacts.parser(),
                                    tx -> {
                                      Repositories.track(tx, actor, id, path, facts);
                                      return RepositoryProtos.render(id, path, facts, tx.now());
                                    })))));
  }

  /// On a thread of the disks' the call's own context, which knows its request id, is lost.
  private static <T> T within(Context context, Supplier<T> work) {
    var outer = context.attach();
    try {
      return work.get();
    } finally {
      context.detach(outer);
    }
  }

  @Override
  public void untrackRepository(
      UntrackRepositoryRequest request, StreamObserver<UntrackRepositoryResponse> observer) {
    var id = RepositoryId.parse(request.getRepositoryId());
    var actor = Calls.actor();
    calls.write(
        observer,
        UntrackRepositoryResponse.parser(),
        tx -> {
          Repositories.untrack(tx, actor, id);
          return UntrackRepositoryResponse.getDefaultInstance();
        });
  }

  @Override
  public void getRepositoryFacts(
      GetRepositoryFactsRequest request, StreamObserver<RepositoryFacts> observer) {
    var id = RepositoryId.parse(request.getRepositoryId());
    var actor = Calls.actor();
    calls.answer(
        observer,
        readers
            .read(session -> Repositories.require(session, id))
            .thenCompose(repository ->
                looks
                    .look(actor, repository)
                    .thenApply(facts ->
                        RepositoryProtos.render(id, repository.path(), facts, clock.instant()))));
  }

  @Override
  public void findRepositories(
      FindRepositoriesRequest request, StreamObserver<FindRepositoriesResponse> observer) {
    CompletionStage<RepositoryFinder.Found> finding =
        threads.run("/", () -> new RepositoryFinder(roots).find());
    calls.answer(observer, finding.thenApply(RepositoryProtos::render));
  }
}
