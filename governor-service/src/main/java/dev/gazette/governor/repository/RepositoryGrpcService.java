package dev.gazette.governor.repository;

import com.google.protobuf.StringValue;
import dev.gazette.governor.probe.ProbeClient;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.outbox.IntentId;
import dev.gazette.platform.outbox.Outbox;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import dev.gazette.proto.governor.v1.DiscoverRepositoriesRequest;
import dev.gazette.proto.governor.v1.DiscoverRepositoriesResponse;
import dev.gazette.proto.governor.v1.GetRepositoryRequest;
import dev.gazette.proto.governor.v1.ListRepositoriesRequest;
import dev.gazette.proto.governor.v1.ListRepositoriesResponse;
import dev.gazette.proto.governor.v1.RegisterRepositoryRequest;
import dev.gazette.proto.governor.v1.RemoveRepositoryRequest;
import dev.gazette.proto.governor.v1.RemoveRepositoryResponse;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc.RepositoryServiceImplBase;
import dev.gazette.proto.governor.v1.UpdateRepositoryRequest;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Serves the registry.
@Singleton
public final class RepositoryGrpcService extends RepositoryServiceImplBase {

  private static final Duration REGISTRATION = Duration.ofSeconds(20);
  private static final int CHUNK = 200;

  private final Calls calls;
  private final Readers readers;
  private final ProbeClient probe;
  private final Outbox outbox;

  /// An adapter on a registry.
  public RepositoryGrpcService(Calls calls, Readers readers, ProbeClient probe, Outbox outbox) {
    this.calls = calls;
    this.readers = readers;
    this.probe = probe;
    this.outbox = outbox;
  }

  /// Asks the probe first whether it is there at all: when it is not, nothing is recorded.
  @Override
  public void registerRepository(
      RegisterRepositoryRequest request, StreamObserver<Repository> observer) {
    var asked = RepositoryProtos.asked(request.getRepository());
    var actor = Calls.actor();
    calls.answer(
        observer,
        blocking(
                () -> {
                  probe.requireAlive(asked.getId());
                  return calls.written(StringValue.parser(), tx -> intend(tx, actor, asked));
                })
            .thenCompose(intended -> intended)
            .thenCompose(intent ->
                outbox.carried(
                    new IntentId(intent.getValue()), Repository.parser(), REGISTRATION)));
  }

  private static StringValue intend(Transaction tx, Actor actor, Repository asked)
      throws SQLException {
    return StringValue.of(Registration.intend(tx, actor, asked).value());
  }

  @Override
  public void getRepository(GetRepositoryRequest request, StreamObserver<Repository> observer) {
    var id = RepositoryId.parse("repository_id", request.getRepositoryId());
    calls.read(observer, session -> RepositoryProtos.render(Repositories.require(session, id)));
  }

  @Override
  public void listRepositories(
      ListRepositoriesRequest request, StreamObserver<ListRepositoriesResponse> observer) {
    var page = Page.of(request.getPageSize(), request.getPageToken(), "repositories");
    var caller = Caller.current();
    calls.read(observer, session -> list(session, page, caller));
  }

  /// Reads on until the page is full of what the caller may read, and one more shows that there is
  /// a next one.
  private static ListRepositoriesResponse list(Session session, Page page, Caller caller)
      throws SQLException {
    var found = new ArrayList<dev.gazette.governor.repository.Repository>();
    String last = page.first() ? "" : page.textAfter(0);
    for (boolean more = true; more && found.size() <= page.size(); ) {
      var chunk = RepositoryStore.after(session, last, CHUNK);
      chunk.stream()
          .filter(entry -> caller.may("repo.read", entry.id().subject()))
          .forEach(found::add);
      more = chunk.size() == CHUNK;
      last = more ? chunk.getLast().id().value() : last;
    }
    var shown = found.subList(0, Math.min(found.size(), page.size()));
    var response = ListRepositoriesResponse.newBuilder();
    shown.forEach(entry -> response.addRepositories(RepositoryProtos.render(entry)));
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(shown.getLast().id().value()));
    }
    return response.build();
  }

  @Override
  public void updateRepository(
      UpdateRepositoryRequest request, StreamObserver<Repository> observer) {
    var change = RepositoryProtos.change(request);
    var actor = Calls.actor();
    calls.write(
        observer,
        Repository.parser(),
        tx -> RepositoryProtos.render(Repositories.update(tx, actor, change)));
  }

  @Override
  public void removeRepository(
      RemoveRepositoryRequest request, StreamObserver<RemoveRepositoryResponse> observer) {
    var id = RepositoryId.parse("repository_id", request.getRepositoryId());
    var actor = Calls.actor();
    calls.write(
        observer,
        RemoveRepositoryResponse.parser(),
        tx -> {
          Repositories.remove(tx, actor, id);
          Untracking.intend(tx, actor, id);
          return RemoveRepositoryResponse.getDefaultInstance();
        });
  }

  @Override
  public void discoverRepositories(
      DiscoverRepositoriesRequest request, StreamObserver<DiscoverRepositoriesResponse> observer) {
    calls.answer(
        observer,
        blocking(() ->
            RepositoryProtos.render(probe.find(), readers.readNow(RepositoryStore::idsByPath))));
  }

  /// Runs what waits for the probe on a virtual thread, in the context of the call.
  private static <T> CompletionStage<T> blocking(Supplier<T> work) {
    var context = Context.current();
    return CompletableFuture.supplyAsync(
        () -> {
          var outer = context.attach();
          try {
            return work.get();
          } finally {
            context.detach(outer);
          }
        },
        Thread::startVirtualThread);
  }
}
